import { queries } from "@designer/api/queries";
import { SchedulePage } from "@designer/schedules/SchedulePage";
import { SchedulesPage } from "@designer/schedules/SchedulesPage";
import { QueryClientProvider } from "@tanstack/react-query";
import { cleanup, render, screen, waitFor, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { MemoryRouter, Route, Routes } from "react-router";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { fire, schedule, tick } from "./scheduled";

/** A stream of the server, at the border of the network. */
class Stream extends EventTarget {
  static last: Stream;

  constructor() {
    super();
    Stream.last = this;
  }

  close() {}
}

let said: { items: unknown[]; next: null; serving: boolean };
let calls: { method: string; path: string; headers: Record<string, string>; body: unknown }[];

beforeEach(() => {
  queries.clear();
  calls = [];
  said = { items: [schedule()], next: null, serving: true };
  vi.stubGlobal("EventSource", Stream);
  HTMLDialogElement.prototype.showModal = function () {
    this.open = true;
  };
  HTMLDialogElement.prototype.close = function () {
    this.open = false;
  };
  vi.stubGlobal("fetch", async (path: string, init: RequestInit) => {
    const method = init.method ?? "GET";
    if (method !== "GET") {
      const headers = init.headers as Record<string, string>;
      calls.push({ method, path, headers, body: JSON.parse(String(init.body)) });
      return new Response(JSON.stringify(schedule({ state: "paused" })));
    }
    const body = path.includes("/ticks") ? { items: [], next: null } : path.endsWith("/iris") ? said.items[0] : said;
    return new Response(JSON.stringify(body), { headers: { ETag: '"seen"' } });
  });
});

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

function open(path: string) {
  render(
    <MemoryRouter initialEntries={[path]}>
      <QueryClientProvider client={queries}>
        <Routes>
          <Route path="/schedules" element={<SchedulesPage />} />
          <Route path="/schedules/:workflow" element={<SchedulePage />} />
        </Routes>
      </QueryClientProvider>
    </MemoryRouter>,
  );
}

test("A schedule is listed with its words, its next tick in its zone and here, and the run of its last one", async () => {
  open("/schedules");
  const row = within(await screen.findByRole("row", { name: /iris/ }));
  expect(row.getByText(/At 02:30 every day/)).toBeTruthy();
  expect(row.getByText(/^in \d+ months$/)).toBeTruthy();
  expect(row.getByText(/02:30/, { selector: "p" }).textContent).toMatch(/here$/);
  expect(row.getByRole("link", { name: "succeeded" }).getAttribute("href")).toBe(`/runs/${tick.run}`);
  expect(screen.queryByText(/Nothing fires these/)).toBeNull();
});

test("Where nothing serves the schedules, the page says so", async () => {
  said = { ...said, serving: false };
  open("/schedules");
  expect(await screen.findByText(/Nothing fires these/)).toBeTruthy();
});

test("Where there is none, the page says how to add one", async () => {
  said = { ...said, items: [] };
  open("/schedules");
  expect(await screen.findByText(/Add a schedule/)).toBeTruthy();
});

test("A pause needs a reason, and is made of the state that was seen", async () => {
  open("/schedules");
  await userEvent.click(await screen.findByRole("button", { name: "Pause iris" }));
  const pause = (await screen.findByRole("button", { name: "Pause" })) as HTMLButtonElement;
  expect(pause.disabled).toBe(true);

  expect(document.activeElement).toBe(screen.getByLabelText(/^Why/));
  await userEvent.keyboard("the disk is full");
  expect(screen.getByText("irisflow schedules pause iris --reason 'the disk is full'")).toBeTruthy();
  const curl = within(screen.getByRole("dialog")).getByRole("button", { name: "Copy as curl" }).title;
  expect(curl).toContain(
    `-H 'If-Match: "seen"' -H 'Content-Type: application/json' -d '{"reason":"the disk is full"}'`,
  );
  await userEvent.click(pause);

  await waitFor(() => expect(calls).toHaveLength(1));
  expect(calls[0]).toMatchObject({ path: "/api/schedules/iris/pause", body: { reason: "the disk is full" } });
  expect(calls[0]?.headers["If-Match"]).toBe('"seen"');
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
});

test("A paused schedule says why, since when and by whom, and can be resumed", async () => {
  said.items = [
    schedule({ state: "paused", paused: { at: "2026-11-20T10:00:00Z", by: "ada", reason: "the disk is full" } }),
  ];
  open("/schedules/iris");
  expect((await screen.findByText(/^Paused: the disk is full/)).parentElement?.textContent).toContain("by ada");
  expect(screen.getByText("None of them fires while it is paused.")).toBeTruthy();
  await userEvent.click(screen.getByRole("button", { name: "Resume…" }));
  await screen.findByRole("button", { name: "Resume" });
  await userEvent.keyboard("{Enter}");
  await waitFor(() => expect(calls[0]?.path).toBe("/api/schedules/iris/resume"));
});

test("The days on which clocks change are flagged among the next ticks, and explained", async () => {
  const next = [
    fire("2026-03-29T01:00:00Z", "2026-03-29T03:00:00+02:00", {
      dst: "gap",
      note: "02:30 does not exist on this day.",
    }),
    fire("2026-10-25T00:30:00Z", "2026-10-25T02:30:00+02:00", { dst: "fold" }),
    fire("2026-10-26T01:30:00Z", "2026-10-26T02:30:00+01:00"),
  ];
  said.items = [schedule({ next, failures: 2 })];
  open("/schedules/iris");
  const rows = within(await screen.findByRole("table", { name: "The ticks to come" })).getAllByRole("row");
  expect(rows.map((row) => /clocks jump|hour twice/.exec(row.textContent ?? "")?.[0])).toEqual([
    undefined,
    "clocks jump",
    "hour twice",
    undefined,
  ]);
  expect(screen.getByText(/02:30 does not exist on this day/)).toBeTruthy();
  expect(screen.getByText(/it runs at the first\./)).toBeTruthy();
  expect(screen.getByText("the last 2 runs failed")).toBeTruthy();
  expect(screen.getByText("However late it is, it begins.")).toBeTruthy();
});

test("A schedule that somebody else pauses is shown so as soon as the server says that it changed", async () => {
  open("/schedules");
  await screen.findByText("active");
  said.items = [schedule({ state: "paused", paused: { at: "2026-11-20T10:00:00Z", by: "bob", reason: "holidays" } })];
  Stream.last.dispatchEvent(new MessageEvent("schedules", { data: JSON.stringify({ workflow: "iris" }) }));
  expect(await screen.findByText("holidays")).toBeTruthy();
});

test("A schedule that is wrong says what is wrong, and can't be paused", async () => {
  const finding = {
    rule: "IF460",
    severity: "error" as const,
    message: "There is no minute 61.",
    expected: "0 to 59.",
  };
  said.items = [schedule({ state: "invalid", words: null, next: [], findings: [finding] })];
  open("/schedules/iris");
  expect((await screen.findByRole("alert")).textContent).toContain("There is no minute 61.");
  expect(screen.queryByRole("button", { name: "Pause…" })).toBeNull();
});
