import type { RunDifferences, StepDifference } from "@designer/api/comparisons";
import type { RunStep } from "@designer/api/runs";
import { graphDiff } from "@designer/comparison/graphDiff";
import { sectionsOf } from "@designer/comparison/rows";
import type { JsonObject } from "@designer/document/json";
import { expect, test } from "vitest";
import { aRun, step } from "../running/aRun";

const steps = (more: Record<string, Partial<RunStep>> = {}) =>
  ["a", "b", "c", "d"].map((name) => step(name, more[name]));

const difference = (name: string, more: Partial<StepDifference> = {}): StepDifference => ({
  name,
  change: "changed",
  wires: [],
  parameters: [],
  files: [],
  outputs: [],
  metrics: [],
  ...more,
});

const found = (...differences: StepDifference[]): RunDifferences => ({
  equal: differences.length === 0,
  divergence: null,
  parameters: [],
  steps: differences,
});

const looks = (graph: ReturnType<typeof graphDiff>) =>
  Object.fromEntries(graph.nodes.map((node) => [node.id, [node.look, node.subtitle]]));

test("A step is the same, gave other results, was changed, added or removed", () => {
  const one = aRun({ steps: steps() });
  const { d: _, ...kept } = one.definition.steps as JsonObject;
  const definition = { steps: { ...kept, c: { uses: "test.other", from: { rows: "a.rows" } }, e: { uses: "test.e" } } };
  const other = aRun({ definition, steps: [...steps().slice(0, 3), step("e")] });
  const output = { port: "rows", before: { digest: "1", rows: 1 }, after: { digest: "2", rows: 1 } };
  const graph = graphDiff(one, other, found(difference("a", { outputs: [output] })));
  expect(looks(graph)).toEqual({
    a: ["rerun", "gave other results, succeeded"],
    b: ["same", "the same, succeeded"],
    c: ["changed", "changed, succeeded"],
    d: ["removed", "removed, succeeded"],
    e: ["added", "added, succeeded"],
  });
  expect(graph.edges).toContainEqual({ from: "a", to: "c", look: "added" });
  expect(graph.edges).toContainEqual({ from: "b", to: "c", look: "removed" });
});

test("What the server says of parameters and code counts, also where the text of the step is the same", () => {
  const [one, other] = [aRun({ steps: steps() }), aRun({ steps: steps(), parameters: { k: 3 } })];
  const changed = found(
    difference("b", { parameters: [{ name: "k", before: 2, after: 3 }] }),
    difference("c", { code: { before: "1", after: "2", pieces: [] } }),
  );
  expect(looks(graphDiff(one, other, changed))).toMatchObject({
    b: ["changed", expect.anything()],
    c: ["changed", expect.anything()],
  });
});

test("A step that failed in one run, or was not reached, ended otherwise; one that was reused did not", () => {
  const one = aRun({ steps: steps({ a: { state: "reused" } }) });
  const other = aRun({ steps: [step("a"), step("b", { state: "failed", outputs: [] })] });
  // The server has no record of what was not reached.
  const graph = graphDiff(one, other, found(difference("c", { change: "removed" })));
  expect(looks(graph)).toMatchObject({
    a: ["same", "the same, succeeded"],
    b: ["ended", "ended otherwise, succeeded → failed"],
    c: ["ended", "ended otherwise, succeeded → not reached"],
  });
});

test("Metrics say how far they are from the first run, and which is best: less of a loss", () => {
  const empty = { runs: [], parameters: [], code: [], data: [], steps: [] };
  const rows = [
    { name: "e.logLoss", values: [0.5, 0.25, null] },
    { name: "errors.accuracy", values: [0.5, 0.75, 0.5] },
    { name: "e.f1", values: [0.5, 0.5, 0.5] },
  ];
  const metrics = sectionsOf({ ...empty, metrics: rows }).find((one) => one.name === "metrics");
  expect(metrics?.rows.map((row) => row.differs)).toEqual([true, true, false]);
  expect(metrics?.rows[1]?.cells[1]?.isBest).toBe(true);
  expect(metrics?.rows[2]?.cells.some((cell) => cell.isBest)).toBe(false);
  expect(metrics?.rows[0]?.cells).toMatchObject([
    { lines: ["0.5"], isBest: false },
    { lines: ["0.25"], delta: "−0.25", isBest: true },
    { lines: ["–"] },
  ]);
});
