import type { RunItem } from "@designer/api/runs";
import { filterIn, isApart, merged, metricNames, queryOf, seriesOf, wordsOf } from "@designer/runs/list";
import { expect, test } from "vitest";
import { aRun } from "../running/aRun";

const item = (run: string, state: RunItem["state"] = "succeeded", metrics = {}): RunItem => ({
  ...aRun(),
  run,
  state,
  metrics,
});

test("A list read page by page takes what is newer from the first page read again, each run once", () => {
  const pages = [item("3", "running"), item("2"), item("1")];
  const list = merged([item("4", "running"), item("3"), item("2")], pages, "");
  expect(list.map((run) => `${run.run} ${run.state}`)).toEqual([
    "4 running",
    "3 succeeded",
    "2 succeeded",
    "1 succeeded",
  ]);
});

test("A run that has another state by now leaves the list of its old state", () => {
  expect(
    merged([item("4", "running")], [item("4", "running"), item("3", "running")], "running").map((run) => run.run),
  ).toEqual(["4"]);
});

test("A run far down in the list is shown as it ended, and leaves the list of those that run", () => {
  const ends = { "1": { state: "failed", finishedAt: "2027-01-31T10:00:05Z" } } as const;
  const pages = [item("2"), item("1", "running")];
  expect(merged([], pages, "", ends).map((run) => run.state)).toEqual(["succeeded", "failed"]);
  expect(merged([], [item("1", "running")], "running", ends)).toEqual([]);
});

test("When more runs began than the newest page holds, the list is read anew; else it is not", () => {
  const head = Array.from({ length: 50 }, (_, index) => item(String(200 - index)));
  expect(isApart(head, [item("150"), item("149")])).toBe(true);
  expect(isApart(head, [item("151"), item("150")])).toBe(false);
  expect(isApart(head.slice(0, 49), [item("100")])).toBe(false);
  expect(isApart(head, [])).toBe(false);
});

test("A filter in the address is the query of the server", () => {
  const now = Date.parse("2027-01-31T12:00:00Z");
  const filter = (address: string) => filterIn(new URLSearchParams(address));
  expect(queryOf(filter("workflow=iris&time=24h"), now)).toEqual({
    workflow: "iris",
    since: "2027-01-30T12:00:00.000Z",
  });
  expect(queryOf(filter("state=failed&time=__proto__&until=nonsense"), now)).toEqual({ state: "failed" });
  expect(queryOf(filter("until=2027-01-30"), now)).toEqual({ until: new Date("2027-01-31T00:00").toISOString() });
  expect(wordsOf(filter("workflow=iris&state=failed"), now)).toEqual(["iris", "--state", "failed"]);
});

test("A sparkline goes from the oldest to the newest run that has the metric", () => {
  const runs = [item("3", "succeeded", { a: 3 }), item("2", "failed", {}), item("1", "succeeded", { a: 1, b: null })];
  expect(metricNames(runs)).toEqual(["a", "b"]);
  expect(seriesOf(runs, "a").map((point) => point.value)).toEqual([1, 3]);
  expect(seriesOf(runs, "b")).toEqual([]);
});
