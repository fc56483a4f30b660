import type { Attempt } from "@designer/api/runs";
import { costsOf } from "@designer/runs/timeline/expected";
import { chartOf, ticksOf } from "@designer/runs/timeline/layout";
import { expect, test } from "vitest";
import { aRun, at, step, times } from "../running/aRun";

const ended = aRun({
  state: "succeeded",
  finishedAt: at(1000),
  steps: [step("a", { state: "reused" }), step("b"), step("c"), step("d")],
  timeline: [
    { ...times("a"), reusedFrom: { run: "r", step: "a", at: at(-60_000), milliseconds: 100 } },
    times("b", [200, 300, "lost the connection"], [500, 700]),
    times("c", [700, 1000]),
    times("d", [0, 150]),
  ],
});

test("Every try of a step is a box of its own, where the clock says", () => {
  const row = chartOf(ended, "timed", Date.parse(at(5000))).rows.find((one) => one.step === "b");
  expect(row?.bars.map((bar) => [bar.from, bar.to, bar.state])).toEqual([
    [200, 300, "failed"],
    [500, 700, "succeeded"],
  ]);
});

test("What was reused is drawn as reused with its age, and takes no time of what comes after", () => {
  const { rows } = chartOf(ended, "waterfall", 0);
  const [a, b] = rows;
  expect(a?.bars[0]).toMatchObject({ kind: "reused", madeAt: at(-60_000), from: 0 });
  expect(b?.bars[0]?.from).toBe(0);
});

test("Flat puts all at the left edge, in the order in which one step reads the other", () => {
  const { rows } = chartOf(ended, "flat", 0);
  expect(rows.map((row) => row.step)).toEqual(["a", "b", "c", "d"]);
  expect(rows[1]?.bars.map((bar) => [bar.from, bar.to])).toEqual([
    [0, 100],
    [100, 300],
  ]);
  expect(rows[2]?.bars[0]).toMatchObject({ from: 0, to: 300 });
});

test("A waterfall leaves the waiting out: a step begins where what it reads ends, and they stand by when they begin", () => {
  const { rows } = chartOf(ended, "waterfall", 0);
  expect(rows.map((row) => row.step).slice(-1)).toEqual(["c"]);
  expect(rows.find((row) => row.step === "c")?.bars[0]).toMatchObject({ from: 300, to: 600 });
});

test("A step takes as long as it last took; where it was reused, as long as it took when it was made", () => {
  expect(costsOf(ended)).toEqual({ a: 100, b: 10, c: 10, d: 10 });
  expect(costsOf(aRun({ steps: [step("a", { state: "failed" })] }))).toEqual({});
});

test("A run that goes on is drawn up to now, with what is to come behind it", () => {
  const running = aRun({
    steps: [step("a"), step("b", { state: "running", outputs: [] })],
    timeline: [times("a", [0, 400]), times("b", [400, null])],
  });
  const { rows, length } = chartOf(running, "timed", Date.parse(at(1000)), { c: 250 });
  const of = (name: string) => rows.find((row) => row.step === name)?.bars[0];
  expect(of("b")).toMatchObject({ kind: "attempt", from: 400, to: 1000 });
  expect(of("c")).toMatchObject({ kind: "coming", from: 1000, to: 1250 });
  expect(length).toBe(1250);
});

test("A run in which nothing has begun yet is drawn all the same", () => {
  for (const mode of ["timed", "flat", "waterfall"] as const) {
    const { rows, length } = chartOf(aRun(), mode, Date.parse(at(0)));
    expect(rows.every((row) => row.bars[0]?.kind === "coming")).toBe(true);
    expect(Number.isFinite(length) && length > 0).toBe(true);
  }
});

test("The axis has a few round lines, whatever the length", () => {
  for (const length of [1, 37, 858, 61_000, 7_300_000]) {
    expect(ticksOf(length).length).toBeGreaterThanOrEqual(3);
    expect(ticksOf(length).length).toBeLessThanOrEqual(11);
  }
  expect(ticksOf(858)).toEqual([0, 200, 400, 600, 800]);
});

test("A run whose process went away ends where the last is known of it, and none of its steps goes on", () => {
  const gone = aRun({
    state: "interrupted",
    steps: [step("a"), step("b", { state: "cancelled", outputs: [] })],
    timeline: [times("a", [0, 400]), times("b", [400, null])],
  });
  const { rows, length } = chartOf(gone, "timed", Date.parse(at(9_000_000)));
  expect(length).toBe(400);
  expect(rows.find((row) => row.step === "b")?.bars[0]).toMatchObject({ state: "cancelled", from: 400, to: 400 });
});

test("Of a run that was resumed, the try that was interrupted does not reach to the one after it", () => {
  const [first, second] = times("b", [400, null], [9_000, null]).attempts;
  const resumed = aRun({
    steps: [step("a"), step("b", { state: "running", outputs: [] })],
    timeline: [{ step: "b", attempts: [{ ...first, state: "interrupted" }, second] as Attempt[], reusedFrom: null }],
  });
  const bars = chartOf(resumed, "timed", Date.parse(at(10_000))).rows.find((row) => row.step === "b")?.bars;
  expect(bars?.map((bar) => [bar.state, bar.from, bar.to])).toEqual([
    ["interrupted", 400, 400],
    ["running", 9_000, 10_000],
  ]);
});
