import { useMutation, useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { queries } from "../api/queries";
import { announce } from "../app/announce";
import { type ApiToken, createToken, getTokens, type Role, revokeToken, shownInstant, stateOf } from "./settings";

const roles: [Role, string][] = [
  ["viewer", "viewer: reads"],
  ["operator", "operator: also runs and uploads"],
  ["editor", "editor: also saves workflows and manages tokens"],
];

const spans: [string, string][] = [
  ["30", "30 days"],
  ["365", "a year"],
  ["", "until revoked"],
];

/** The tokens with which programs call the server: make one and copy it once, take one back. */
export function Tokens() {
  const tokens = useQuery({ queryKey: ["tokens"], queryFn: ({ signal }) => getTokens(signal), throwOnError: true });
  const items = tokens.data?.items ?? [];
  return (
    <section aria-labelledby="settings-tokens">
      <h2 id="settings-tokens">API tokens</h2>
      <p>
        A program sends its token as <code>Authorization: Bearer TOKEN</code>.
      </p>
      <NewToken />
      {items.length > 0 && (
        <table className="plain" aria-labelledby="settings-tokens">
          <thead>
            <tr>
              <th scope="col">Name</th>
              <th scope="col">Role</th>
              <th scope="col">Made</th>
              <th scope="col">Last used</th>
              <th scope="col">State</th>
              <th scope="col">
                <span className="visually-hidden">Change</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {items.map((token) => (
              <TokenRow key={token.id} token={token} />
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

function TokenRow({ token }: { token: ApiToken }) {
  const revoke = useMutation({
    mutationFn: () => revokeToken(token.id),
    onSuccess: () => announce(`The token ${token.name} is revoked.`),
    onSettled: () => queries.invalidateQueries({ queryKey: ["tokens"] }),
  });
  return (
    <tr className={token.valid ? undefined : "settings-over"}>
      <td>{token.name}</td>
      <td>{token.role}</td>
      <td>
        {shownInstant(token.createdAt)} by {token.createdBy}
      </td>
      <td>{token.usedAt === null ? "never" : shownInstant(token.usedAt)}</td>
      <td>{stateOf(token)}</td>
      <td>
        {token.valid && (
          <button
            type="button"
            disabled={revoke.isPending}
            aria-label={`Revoke ${token.name}`}
            onClick={() => revoke.mutate()}
          >
            Revoke
          </button>
        )}
        {revoke.error && <p role="alert">{revoke.error.message}</p>}
      </td>
    </tr>
  );
}

function NewToken() {
  const [name, setName] = useState("");
  const [role, setRole] = useState<Role>("viewer");
  const [days, setDays] = useState("30");
  const create = useMutation({
    mutationFn: () => createToken(name, role, days === "" ? null : Number(days)),
    onSuccess: () => setName(""),
    onSettled: () => queries.invalidateQueries({ queryKey: ["tokens"] }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    create.mutate();
  };
  return (
    <>
      <form className="settings-row" onSubmit={submit}>
        <label>
          Name{" "}
          <input
            value={name}
            required
            maxLength={100}
            placeholder="nightly"
            onChange={(e) => setName(e.target.value)}
          />
        </label>
        <label>
          Role{" "}
          <select value={role} onChange={(e) => setRole(e.target.value as Role)}>
            {roles.map(([value, label]) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </select>
        </label>
        <label>
          Valid{" "}
          <select value={days} onChange={(e) => setDays(e.target.value)}>
            {spans.map(([value, label]) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </select>
        </label>
        <button type="submit" className="primary" disabled={create.isPending}>
          Create token
        </button>
      </form>
      {create.error && <p role="alert">{create.error.message}</p>}
      {create.data?.token && (
        <FreshToken name={create.data.name} text={create.data.token} onDone={() => create.reset()} />
      )}
    </>
  );
}

function FreshToken({ name, text, onDone }: { name: string; text: string; onDone: () => void }) {
  const [copied, setCopied] = useState<"Copied" | "Copy it by hand">();
  async function copy() {
    try {
      await navigator.clipboard.writeText(text);
      setCopied("Copied");
    } catch {
      // Only over https, and on this machine, does a browser let a page write to the clipboard.
      setCopied("Copy it by hand");
    }
  }
  return (
    <div className="settings-fresh" role="status">
      <p>
        The token <strong>{name}</strong>. Copy it now: it is not shown again.
      </p>
      <p className="settings-row">
        <code>{text}</code>
        <button type="button" onClick={() => void copy()}>
          {copied ?? "Copy"}
        </button>
        <button type="button" onClick={onDone}>
          Done
        </button>
      </p>
    </div>
  );
}
