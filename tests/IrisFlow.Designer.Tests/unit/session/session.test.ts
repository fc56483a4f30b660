import { get } from "@designer/api/client";
import { signInFromAddress, useSession } from "@designer/session/session";
import { beforeEach, expect, test, vi } from "vitest";

const asked: { path: string; body: unknown }[] = [];

/** The server as far as sessions go: it knows one token. */
function answer(path: string, init?: RequestInit): Response {
  asked.push({ path, body: init?.body ? JSON.parse(String(init.body)) : undefined });
  const isKnown = path !== "/api/session" || JSON.parse(String(init?.body)).token === "right";
  return isKnown && path !== "/api/closed"
    ? new Response(null, { status: 204 })
    : new Response(JSON.stringify({ title: "No", findings: [] }), { status: 401 });
}

beforeEach(() => {
  asked.length = 0;
  useSession.setState({ isSignedOut: false });
  vi.stubGlobal("fetch", async (path: string, init?: RequestInit) => answer(path, init));
  window.history.replaceState(null, "", "/runs?state=failed");
});

test("The token in the address signs in and does not stay in the address", async () => {
  window.history.replaceState(null, "", "/runs?state=failed#token=right");

  await signInFromAddress();

  expect(asked).toEqual([{ path: "/api/session", body: { token: "right" } }]);
  expect(window.location.href).toMatch(/\/runs\?state=failed$/);
  expect(useSession.getState().isSignedOut).toBe(false);
});

test("A token of a server that is gone leaves the address too, and does not end a session that there may be", async () => {
  window.history.replaceState(null, "", "/#token=old");

  await signInFromAddress();

  expect(window.location.hash).toBe("");
  expect(useSession.getState().isSignedOut).toBe(false);
});

test("An address without a token asks nothing", async () => {
  await signInFromAddress();

  expect(asked).toEqual([]);
});

test("Whatever is refused because nobody is signed in asks who one is", async () => {
  await expect(get("/api/closed")).rejects.toMatchObject({ status: 401 });

  expect(useSession.getState().isSignedOut).toBe(true);
});
