import { queries } from "@designer/api/queries";
import { Tokens } from "@designer/settings/Tokens";
import { QueryClientProvider } from "@tanstack/react-query";
import { cleanup, render, screen } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

const made = { createdAt: "2026-03-01T12:00:00Z", createdBy: "ada", expiresAt: null, revokedAt: null, usedAt: null };
let tokens: Record<string, unknown>[] = [];

beforeEach(() => {
  queries.clear();
  tokens = [{ ...made, id: "t1", name: "<img src=x>", role: "viewer", valid: true }];
  vi.stubGlobal("fetch", async (path: string, init: RequestInit) => {
    if (init.method === "POST") {
      tokens = [...tokens, { ...made, id: "t2", ...JSON.parse(String(init.body)), valid: true }];
      return new Response(JSON.stringify({ ...tokens[1], token: "irisflow_secret" }), { status: 201 });
    }
    if (init.method === "DELETE") {
      tokens = tokens.map((t) =>
        path.endsWith(`/${t.id}`) ? { ...t, valid: false, revokedAt: "2026-03-02T12:00:00Z" } : t,
      );
      return new Response(null, { status: 204 });
    }
    return new Response(JSON.stringify({ items: tokens, next: null }));
  });
  render(
    <QueryClientProvider client={queries}>
      <Tokens />
    </QueryClientProvider>,
  );
});

afterEach(cleanup);

test("A new token is shown until one is done with it", async () => {
  await userEvent.type(screen.getByLabelText("Name"), "nightly");
  await userEvent.selectOptions(screen.getByLabelText("Role"), "operator");
  await userEvent.click(screen.getByRole("button", { name: "Create token" }));

  expect(await screen.findByText("irisflow_secret")).toBeTruthy();
  expect(await screen.findByRole("button", { name: "Revoke nightly" })).toBeTruthy();
  await userEvent.click(screen.getByRole("button", { name: "Done" }));
  expect(screen.queryByText("irisflow_secret")).toBeNull();
});

test("A token is revoked, and stays in the list as such", async () => {
  await userEvent.click(await screen.findByRole("button", { name: "Revoke <img src=x>" }));

  expect(await screen.findByText(/^revoked/)).toBeTruthy();
  expect(screen.queryByRole("button", { name: /^Revoke/ })).toBeNull();
});
