import { graphDiff } from "@designer/comparison/graphDiff";
import { sectionsOf } from "@designer/comparison/rows";
import { expect, test } from "vitest";
import { aRun, step } from "../running/aRun";

const all = (digest = "") =>
  ["a", "b", "c", "d"].map((name) =>
    step(name, { outputs: [{ port: "rows", kind: "table", digest: name + digest, rows: 1 }] }),
  );

test("A step is the same, ran again with other results, was changed, added or removed", () => {
  const one = aRun({ steps: all() });
  const definition = {
    steps: {
      ...(one.definition.steps as object),
      c: { uses: "test.other", from: { rows: "a.rows" } },
      e: { uses: "test.e" },
    },
  };
  delete (definition.steps as Record<string, unknown>).d;
  const other = aRun({
    definition,
    steps: all().map((record) => (record.name === "a" ? (all("!")[0] ?? record) : record)),
  });
  const { nodes, edges } = graphDiff(one, other);
  expect(Object.fromEntries(nodes.map((node) => [node.id, node.look]))).toEqual({
    a: "rerun",
    b: "same",
    c: "changed",
    d: "removed",
    e: "added",
  });
  expect(edges).toContainEqual({ from: "a", to: "c", look: "added" });
  expect(edges).toContainEqual({ from: "b", to: "c", look: "removed" });
});

test("Another value of a parameter changes the step that takes it, though its text is the same", () => {
  const looks = graphDiff(aRun({ steps: all() }), aRun({ steps: all(), parameters: { k: 3 } })).nodes;
  expect(looks.find((node) => node.id === "b")?.look).toBe("changed");
});

test("Metrics say how far they are from the first run, and which is best: less of a loss", () => {
  const empty = { runs: [], parameters: [], code: [], data: [], steps: [] };
  const [metrics] = sectionsOf({ ...empty, metrics: [{ name: "e.logLoss", values: [0.5, 0.25, null] }] }, []).filter(
    (one) => one.name === "metrics",
  );
  expect(metrics?.rows[0]?.cells).toMatchObject([
    { lines: ["0.5"], isBest: false },
    { lines: ["0.25"], delta: "−0.25", isBest: true },
    { lines: ["–"] },
  ]);
});
