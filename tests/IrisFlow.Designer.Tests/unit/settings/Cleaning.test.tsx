import { queries } from "@designer/api/queries";
import { Cleaning } from "@designer/settings/Cleaning";
import { QueryClientProvider } from "@tanstack/react-query";
import { cleanup, render, screen } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

const none = { objects: 0, bytes: 0 };
const day = 86_400_000;
let strays = { objects: 2, bytes: 3 * 1024 * 1024 };

beforeEach(() => {
  queries.clear();
  strays = { objects: 2, bytes: 3 * 1024 * 1024 };
  vi.stubGlobal("fetch", async (_path: string, init: RequestInit) => {
    const applied = init.method === "POST";
    const answer = {
      applied,
      keepRuns: 10,
      keepMilliseconds: 7 * day,
      graceMilliseconds: day,
      heldBack: false,
      kept: [{ rule: "last-runs", objects: 5, bytes: 2048 }],
      condemned: none,
      waiting: none,
      deleted: none,
      strays,
      command: "irisflow gc",
    };
    strays = applied ? none : strays;
    return new Response(JSON.stringify(answer));
  });
});
afterEach(cleanup);

const shown = (mayClean: boolean) =>
  render(
    <QueryClientProvider client={queries}>
      <Cleaning mayClean={mayClean} />
    </QueryClientProvider>,
  );

test("What is kept and what would go is told before anything goes, and what went afterwards", async () => {
  shown(true);
  expect(await screen.findByRole("row", { name: /one of the last successful runs 5 2.0 KiB/ })).toBeTruthy();
  expect(screen.getByText("3.0 MiB would be freed now.")).toBeTruthy();

  await userEvent.click(screen.getByRole("button", { name: "Clean up" }));

  expect(await screen.findByText("Done: 3.0 MiB freed.")).toBeTruthy();
  await vi.waitFor(() => expect(screen.getByRole("button", { name: "Clean up" })).toHaveProperty("disabled", true));
});

test("Who may not clean up sees what there is, and no button", async () => {
  shown(false);
  expect(await screen.findByRole("row", { name: /left by a crash/ })).toBeTruthy();
  expect(screen.queryByRole("button", { name: "Clean up" })).toBeNull();
});
