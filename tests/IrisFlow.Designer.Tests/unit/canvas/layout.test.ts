import { createRequire } from "node:module";
import { resolve } from "node:path";
import { edgesOf, Flow } from "@designer/canvas/flow";
import { inColumns } from "@designer/canvas/layout/columns";
import { elkGraphOf } from "@designer/canvas/layout/graph";
import { layOut } from "@designer/canvas/layout/layout";
import { stepOf } from "@designer/document/document";
import { begin, perform } from "@designer/document/history";
import { nothingPicked } from "@designer/document/store";
import { beforeAll, expect, test } from "vitest";
import { iris } from "../document/iris";
import { catalog } from "./catalog";

type Run = Parameters<typeof layOut>[2];
let run: Run;

// The same engine as in the worker, in this process.
beforeAll(() => {
  const designer = createRequire(resolve("../../src/IrisFlow.Designer/package.json"));
  const Elk = designer("elkjs/lib/elk.bundled.js");
  const elk = new Elk();
  run = (graph) => elk.layout(graph);
});

const placing = { document: iris, placed: {} };

test("Ports keep their side and their order, and every wire is there", () => {
  const graph = elkGraphOf(placing, catalog);
  const evaluate = graph.children
    ?.flatMap((child) => [child, ...(child.children ?? [])])
    .find((child) => child.id === "s:evaluate");

  expect(evaluate?.ports?.map((port) => [port.id, port.layoutOptions?.["elk.port.side"]])).toEqual([
    ["evaluate:in.model", "WEST"],
    ["evaluate:in.rows", "WEST"],
    ["evaluate:out.metrics", "EAST"],
    ["evaluate:out.confusion", "EAST"],
    ["evaluate:out.classes", "EAST"],
  ]);
  expect(graph.edges).toHaveLength(5);
});

test("Each step stands right of all that it reads, and no two on one another", async () => {
  const places = await layOut(placing, catalog, run);

  for (const [reader, source] of [
    ["filter", "load"],
    ["select", "filter"],
    ["train", "select"],
    ["evaluate", "train"],
  ] as const) {
    expect(places[reader]?.x).toBeGreaterThan(places[source]?.x ?? Number.NaN);
  }
  expect(new Set(Object.values(places).map(({ x, y }) => `${x} ${y}`)).size).toBe(5);
});

test("The steps of a folded group go where the group goes", async () => {
  const document = perform(begin(iris), [
    { do: "move", steps: { select: { x: 600, y: 50 } } },
    { do: "change-group", id: "group-1", collapsed: true },
  ]).document;
  const places = await layOut({ document, placed: {} }, catalog, run);

  expect((places.select?.x ?? 0) - (places.filter?.x ?? 0)).toBe(340);
  expect((places.select?.y ?? 0) - (places.filter?.y ?? 0)).toBe(50);
});

test("Wires inside a folded group are not drawn, those across its border end at it", () => {
  const { document } = perform(begin(iris), [{ do: "change-group", id: "group-1", collapsed: true }]);
  const nodes = new Flow().nodes({ document, placed: {} }, catalog, nothingPicked);
  const edges = edgesOf(document, catalog, nothingPicked, new Set());

  expect(nodes.map((node) => node.id)).toEqual(["group:group-1", "load", "train", "evaluate"]);
  expect(edges.map((edge) => `${edge.source} ${edge.target}`)).toEqual([
    "load group:group-1",
    "group:group-1 train",
    "train evaluate",
    "group:group-1 evaluate",
  ]);
});

test("A node that nothing changed is the same object", () => {
  const flow = new Flow();
  const before = flow.nodes(placing, catalog, nothingPicked);
  const { document } = perform(begin(iris), [
    { do: "set", path: ["steps", "load", "with", "path"], value: "other.csv" },
  ]);
  const after = flow.nodes({ document, placed: {} }, catalog, { ...nothingPicked, steps: ["train"] });

  const changed = after.filter((node) => !before.includes(node)).map((node) => node.id);
  expect(changed).toEqual(["load", "train"]);
  expect(stepOf(document, "train")).toBe(stepOf(iris, "train"));
});

test("A wire that a finding is about is drawn as wrong", () => {
  const edges = edgesOf(iris, catalog, nothingPicked, new Set(["train.rows"]));

  expect(edges.filter((edge) => edge.className?.includes("wire-wrong")).map((edge) => edge.id)).toEqual(["train.rows"]);
});

test("In columns, each step stands right of all that it reads, however the file orders them", () => {
  const steps = Object.fromEntries(Object.entries(iris.definition.steps as object).reverse());
  const places = inColumns(
    { document: { definition: { ...iris.definition, steps }, layout: {} }, placed: {} },
    catalog,
  );

  expect(["load", "filter", "select", "train", "evaluate"].map((name) => places[name]?.x)).toEqual(
    [0, 268, 536, 804, 1072].map((x) => Math.round(x / 10) * 10),
  );
});

test("A circle of steps is laid out all the same", () => {
  const steps = {
    a: { uses: "data.sort", from: { rows: "b.rows" } },
    b: { uses: "data.sort", from: { rows: "a.rows" } },
    c: { uses: "data.sort", from: { rows: "c.rows" } },
  };
  const places = inColumns({ document: { definition: { steps }, layout: {} }, placed: {} }, catalog);

  expect(Object.keys(places).sort()).toEqual(["a", "b", "c"]);
});
