import type { SweepRow } from "@designer/api/runs";
import { axisOf, isWithin, shareOf, sorted, valueOfShare, valuesOf, variedOf } from "@designer/sweeps/axes";
import { commandLineOf } from "@designer/sweeps/SweepDialog";
import { expect, test } from "vitest";

const row = (k: unknown, l2: number, accuracy: number | null, rank: number | null): SweepRow =>
  ({ rank, values: { "select.k": k, l2 }, metrics: { accuracy }, state: "succeeded", run: `r${rank}` }) as SweepRow;
const rows = [row(1, 0.01, 0.9, 2), row(2, 1, 0.95, 1), row(3, 100, null, null)];

test("Numbers over more than a factor of 100 stand on a logarithmic line, others on a plain one", () => {
  const l2 = axisOf("l2", rows);
  expect(shareOf(l2, 1)).toBeCloseTo(0.5);
  expect(valueOfShare(l2, 0.5)).toBeCloseTo(1);
  expect(shareOf(axisOf("select.k", rows), 2)).toBe(0.5);
  expect(shareOf(axisOf("accuracy", rows), null)).toBeUndefined();
});

test("Values that are no numbers stand in their order", () => {
  const kinds = axisOf("select.k", [row("tree", 1, 1, 1), row("forest", 1, 1, 2), row("tree", 2, 1, 3)]);
  expect(kinds.values).toEqual(["tree", "forest"]);
  expect(shareOf(kinds, "forest")).toBe(1);
});

test("A line with one value stands in the middle", () => {
  expect(shareOf(axisOf("select.k", [row(2, 1, 1, 1)]), 2)).toBe(0.5);
});

test("A run is picked when it is within all brushes; one without a figure is within none of them", () => {
  const brushes = { accuracy: { low: 0.9, high: 1 }, "select.k": { values: ["1", "2"] } };
  expect(rows.filter((one) => isWithin(one, brushes)).map((one) => one.rank)).toEqual([2, 1]);
});

test("A table sorted by anything has the runs without a figure last, both ways", () => {
  expect(sorted(rows, "accuracy", false).map((one) => one.rank)).toEqual([2, 1, null]);
  expect(sorted(rows, "accuracy", true).map((one) => one.rank)).toEqual([1, 2, null]);
});

test("Values are typed as a list or as a range", () => {
  expect(variedOf("1, 2, 3")).toEqual([1, 2, 3]);
  expect(variedOf("tree, random-forest")).toEqual(["tree", "random-forest"]);
  expect(variedOf('"a, b", "c"')).toEqual(["a, b", "c"]);
  expect(variedOf('tree, "a, b", 3')).toEqual(["tree", "a, b", 3]);
  expect(variedOf("0.01..10 in 4 log")).toEqual({ from: 0.01, to: 10, steps: 4, log: true });
  for (const wrong of ["", "1..2 in 1", "0..2 in 3 log", "a..b in 3", "1..2 in 1000000000"]) {
    expect(variedOf(wrong), wrong).toBeUndefined();
  }
});

test("A range has the values that the server makes of it, and they are the command line's", () => {
  expect(valuesOf({ from: 0.01, to: 10, steps: 4, log: true })).toEqual([0.01, 0.1, 1, 10]);
  expect(valuesOf({ from: 0, to: 0.3, steps: 4 })).toEqual([0, 0.1, 0.2, 0.3]);
  expect(
    commandLineOf({
      workflow: "iris",
      vary: { "train.trainer.l2": { from: 0.01, to: 10, steps: 4, log: true } },
      by: "e.accuracy",
      smallestFirst: false,
    }),
  ).toBe("irisflow run iris --sweep train.trainer.l2=0.01,0.1,1,10 --by e.accuracy --descending");
});

test("A text that the command line would take for something else stands in quotes", () => {
  const vary = { "say.text": ["a, b", "3", "1..4", "plain words"] };
  expect(commandLineOf({ workflow: "w", vary })).toBe(
    `irisflow run w --sweep 'say.text="a, b","3","1..4",plain words'`,
  );
});
