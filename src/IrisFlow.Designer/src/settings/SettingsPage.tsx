import { useQuery } from "@tanstack/react-query";
import { signOut } from "../session/session";
import { AuditTrail } from "./AuditTrail";
import { Cleaning } from "./Cleaning";
import { getSession, getSettings } from "./settings";
import { Tokens } from "./Tokens";
import "./settings.css";

/** The workspace, who is signed in, what its checkpoints take, the API tokens, and who changed what. */
export function SettingsPage() {
  const settings = useQuery({
    queryKey: ["settings"],
    queryFn: ({ signal }) => getSettings(signal),
    throwOnError: true,
  });
  const session = useQuery({ queryKey: ["session"], queryFn: ({ signal }) => getSession(signal), throwOnError: true });
  const facts: [string, string][] = settings.data
    ? [
        ["Workspace", settings.data.workspace],
        ["Folder", settings.data.folder],
        ["Version", settings.data.version],
        ["Compression of checkpoints", settings.data.compression],
        ["Processor cores", String(settings.data.cores)],
        ["Memory", `${(settings.data.memory / 2 ** 30).toFixed(1)} GiB`],
      ]
    : [];
  return (
    <main className="page settings">
      <h1>Settings</h1>
      <section aria-labelledby="settings-workspace">
        <h2 id="settings-workspace">Workspace</h2>
        {settings.isPending && <p role="status">Loading…</p>}
        <dl className="settings-facts">
          {facts.map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      </section>
      {session.data && (
        <section aria-labelledby="settings-session">
          <h2 id="settings-session">Session</h2>
          <p className="settings-row">
            <span>
              Signed in as <strong>{session.data.name}</strong>, {session.data.role}.
            </span>
            <button type="button" onClick={() => void signOut()}>
              Sign out
            </button>
          </p>
        </section>
      )}
      <Cleaning mayClean={session.data?.role === "editor"} />
      {session.data?.role === "editor" && (
        <>
          <Tokens />
          <AuditTrail />
        </>
      )}
    </main>
  );
}
