import type { RunItem } from "@designer/api/runs";
import { filtered, linesOf } from "@designer/runs/events";
import { merged, metricNames, queryOf, seriesOf } from "@designer/runs/list";
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

test("A filter in the address is the query of the server", () => {
  const now = Date.parse("2027-01-31T12:00:00Z");
  expect(queryOf({ workflow: "iris", state: "", time: "24h" }, now)).toEqual({
    workflow: "iris",
    since: "2027-01-30T12:00:00.000Z",
  });
  expect(queryOf({ workflow: "", state: "failed", time: "__proto__" }, now)).toEqual({ state: "failed" });
});

test("A sparkline goes from the oldest to the newest run that has the metric", () => {
  const runs = [item("3", "succeeded", { a: 3 }), item("2", "failed", {}), item("1", "succeeded", { a: 1, b: null })];
  expect(metricNames(runs)).toEqual(["a", "b"]);
  expect(seriesOf(runs, "a").map((point) => point.value)).toEqual([1, 3]);
  expect(seriesOf(runs, "b")).toEqual([]);
});

test("Events are found by step, kind and every word", () => {
  const events = [
    { sequence: 1, at: "", event: "run-started", detail: "irisflow run iris" },
    { sequence: 2, at: "", event: "step-failed", step: "train", detail: "no column species" },
  ];
  expect(filtered(events, { step: "train", event: "", words: "" }).map((one) => one.sequence)).toEqual([2]);
  expect(
    filtered(events, { step: "", event: "step-failed", words: "SPECIES column" }).map((one) => one.sequence),
  ).toEqual([2]);
  expect(filtered(events, { step: "", event: "", words: "species iris" })).toEqual([]);
});

test("A log is shown without the signs of a terminal, and a line that was written over as it was at last", () => {
  expect(linesOf("\u001b[31mred\u001b[0m\r\n10 %\r50 %\rdone\n\u001b]0;title\u0007plain\n")).toEqual([
    "red",
    "done",
    "plain",
  ]);
  expect(linesOf("")).toEqual([]);
});
