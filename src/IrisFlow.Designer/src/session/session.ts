import { create } from "zustand";
import { call, onSignedOut } from "../api/client";
import { queries } from "../api/queries";

/** Whether the server knows who is here. Until it says otherwise, it does. */
export const useSession = create<{ isSignedOut: boolean }>(() => ({ isSignedOut: false }));

onSignedOut(() => useSession.setState({ isSignedOut: true }));

/** Begins a session with a token; whatever is on screen is asked for again. A wrong token is thrown as a Problem. */
export async function signIn(token: string): Promise<void> {
  await call("/api/session", { method: "POST", body: { token } });
  useSession.setState({ isSignedOut: false });
  await queries.invalidateQueries();
}

/** Ends the session. */
export async function signOut(): Promise<void> {
  await call("/api/session", { method: "DELETE" });
  queries.clear();
  useSession.setState({ isSignedOut: true });
}

/** Takes the token out of the address that `irisflow serve` printed, before anything else can read it, and signs in with it. */
export async function signInFromAddress(): Promise<void> {
  const token = new URLSearchParams(window.location.hash.slice(1)).get("token");
  if (token === null) {
    return;
  }

  window.history.replaceState(window.history.state, "", window.location.pathname + window.location.search);
  try {
    await signIn(token);
  } catch {
    // A server that was started again prints another token; a session from before may still be good, else the next call asks.
  }
}
