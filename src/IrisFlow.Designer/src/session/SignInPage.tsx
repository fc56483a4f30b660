import { type FormEvent, useEffect, useRef, useState } from "react";
import { Problem } from "../api/client";
import { signIn } from "./session";
import "./session.css";

/** Asks for a token. It stands in the place of a page, so that afterwards one is where one wanted to be. */
export function SignInPage({ onSignedIn }: { onSignedIn?: () => void }) {
  const [token, setToken] = useState("");
  const [trouble, setTrouble] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);

  async function submit(event: FormEvent) {
    event.preventDefault();
    setBusy(true);
    setTrouble(null);
    try {
      await signIn(token.trim());
      onSignedIn?.();
    } catch (error) {
      setTrouble(error instanceof Problem ? error.message : "The server does not answer.");
      setBusy(false);
      field.current?.select();
    }
  }

  return (
    <main className="page sign-in">
      <h1>Sign in</h1>
      <p>
        Open the address that <code>irisflow serve</code> printed when it started, or paste its token here. An API token
        does as well.
      </p>
      <form onSubmit={submit}>
        <label htmlFor="sign-in-token">Token</label>
        <input
          id="sign-in-token"
          ref={field}
          type="password"
          autoComplete="off"
          spellCheck={false}
          required
          value={token}
          aria-invalid={trouble !== null}
          aria-describedby="sign-in-trouble"
          onChange={(event) => setToken(event.target.value)}
        />
        <p id="sign-in-trouble" role="alert" className="sign-in-trouble">
          {trouble}
        </p>
        <button type="submit" className="primary" disabled={isBusy}>
          Sign in
        </button>
      </form>
    </main>
  );
}
