import { queries } from "@designer/api/queries";
import type { JsonObject } from "@designer/document/json";
import { closeDocument, documentStore } from "@designer/document/store";
import { OpenDocument } from "@designer/document/useDocument";
import { ScheduleSection } from "@designer/schedules/form/ScheduleSection";
import { QueryClientProvider } from "@tanstack/react-query";
import { act, cleanup, render, screen, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { MemoryRouter } from "react-router";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { iris } from "../document/iris";
import { fire } from "./scheduled";

const asked: unknown[] = [];
const nightly = { cron: "0 4 * * *", zone: "Europe/Berlin" };

beforeEach(() => {
  queries.clear();
  asked.length = 0;
  vi.stubGlobal("fetch", async (path: string, init: RequestInit) => {
    asked.push([path, JSON.parse(String(init.body))]);
    return new Response(
      JSON.stringify({
        words: { when: "At 04:00 every day (Europe/Berlin)", catchUp: "", overlap: "", deadline: null, pause: null },
        next: [fire("2126-11-22T03:00:00Z", "2126-11-22T04:00:00+01:00")],
        findings: [],
      }),
    );
  });
});

afterEach(() => {
  cleanup();
  closeDocument("iris");
  vi.unstubAllGlobals();
});

/** The section over a workflow that is really open; the answer reads what it holds now. */
function section(schedule?: JsonObject) {
  const store = documentStore("iris");
  const { steps, ...head } = iris.definition;
  const definition = schedule === undefined ? iris.definition : { ...head, schedule, steps: steps ?? {} };
  store.getState().load({ ...iris, definition }, { etag: '"1"', file: "iris.flow.json" });
  render(
    <MemoryRouter>
      <QueryClientProvider client={queries}>
        <OpenDocument workflow="iris">
          <ScheduleSection />
        </OpenDocument>
      </QueryClientProvider>
    </MemoryRouter>,
  );
  return { store, schedule: () => store.getState().history.document.definition.schedule };
}

test("A schedule is added with a click, does not fire until it is saved, and is gone after one undo", async () => {
  const { store, schedule } = section();
  const before = JSON.stringify(store.getState().history.document);
  await userEvent.click(screen.getByRole("button", { name: "Add a schedule" }));

  const zone = new Intl.DateTimeFormat().resolvedOptions().timeZone;
  expect(schedule()).toEqual({ cron: "0 4 * * *", zone });
  expect(screen.getByText(/^Not firing yet/)).toBeTruthy();

  expect(store.getState().history.past).toHaveLength(1);
  act(() => void store.getState().undo());
  expect(JSON.stringify(store.getState().history.document)).toBe(before);
});

test("What is typed is shown in words and as the next ticks, as the server tells them", async () => {
  section(nightly);
  expect(await screen.findByText("At 04:00 every day (Europe/Berlin)")).toBeTruthy();
  expect(screen.getByRole("table", { name: "When it would fire next" })).toBeTruthy();
  expect(asked).toEqual([["/api/schedules/preview", { schedule: nightly }]]);
});

test("A cron is typed as one edit, or chosen from the usual times", async () => {
  const { store, schedule } = section(nightly);
  const cron = screen.getByLabelText("when (cron)");
  await userEvent.clear(cron);
  await userEvent.type(cron, "5 5 * * *");
  expect(schedule()).toEqual({ ...nightly, cron: "5 5 * * *" });
  expect(store.getState().history.past).toHaveLength(1);

  await userEvent.click(screen.getByRole("button", { name: "Weekdays" }));
  expect(schedule()).toEqual({ ...nightly, cron: "0 6 * * MON-FRI" });
  expect(screen.getByRole("button", { name: "Weekdays" }).getAttribute("aria-pressed")).toBe("true");
});

test("A zone is searched by a part of its name and taken with Enter", async () => {
  const { schedule } = section(nightly);
  const zone = screen.getByLabelText("time zone");
  await userEvent.clear(zone);
  await userEvent.type(zone, "new york{Enter}");
  expect(schedule()).toEqual({ ...nightly, zone: "America/New_York" });
});

test("What no form knows is flagged and kept, whatever else is changed", async () => {
  const { schedule } = section({ ...nightly, odd: [1] });
  expect(screen.getByText("not known here")).toBeTruthy();
  await userEvent.selectOptions(screen.getByLabelText("overlap"), "queue");
  await userEvent.selectOptions(screen.getByLabelText("catchUp"), "all");
  expect(schedule()).toEqual({ ...nightly, odd: [1], overlap: "queue", catchUp: { all: 24 } });

  const most = screen.getByLabelText("How many missed ticks at most");
  await userEvent.clear(most);
  await userEvent.type(most, "5");
  await userEvent.selectOptions(screen.getByLabelText("overlap"), "skip (default)");
  expect(schedule()).toEqual({ ...nightly, odd: [1], catchUp: { all: 5 } });
});

test("Values for the workflow's parameters are given in their own form, and the last one that goes leaves nothing behind", async () => {
  const { schedule } = section(nightly);
  const group = within(screen.getByRole("group", { name: "Parameters of its runs" }));
  await userEvent.type(group.getByLabelText("k"), "3");
  expect(schedule()).toEqual({ ...nightly, parameters: { k: 3 } });

  await userEvent.click(group.getByRole("button", { name: "Reset k to the default" }));
  expect(schedule()).toEqual(nightly);
});

test("What the check finds stands at its field, and marks it", () => {
  const { store } = section({ ...nightly, zone: "Europe/Berln" });
  const finding = { rule: "IF460", severity: "error" as const, message: "There is no zone 'Europe/Berln'." };
  act(() =>
    store.getState().setFindings([{ ...finding, pointer: "/schedule/zone" }], {}, store.getState().history.document),
  );
  const zone = screen.getByLabelText("time zone");
  expect(zone.getAttribute("aria-invalid")).toBe("true");
  const described = zone.getAttribute("aria-describedby")?.split(" ") ?? [];
  expect(described.map((id) => document.getElementById(id)?.textContent).join(" ")).toContain("Europe/Berln");
});

test("A schedule that is taken away goes on firing until that is saved", async () => {
  const { schedule } = section(nightly);
  await userEvent.click(screen.getByRole("button", { name: "Remove the schedule" }));
  expect(schedule()).toBeUndefined();
  expect(screen.getByText(/goes on firing/)).toBeTruthy();
});

test("A schedule that is no object is shown as it is, and not overwritten", () => {
  const { schedule } = section("nightly" as unknown as JsonObject);
  expect((screen.getByLabelText("schedule") as HTMLTextAreaElement).value).toBe('"nightly"');
  expect(schedule()).toBe("nightly");
});
