import { type Clip, clipText, pasteOf, readClip } from "@designer/document/clipboard";
import { emptyDocument, placesOf, stepOf, stepsOf, type WorkflowDocument } from "@designer/document/document";
import { begin, perform } from "@designer/document/history";
import fc from "fast-check";
import { expect, test } from "vitest";
import { iris } from "./iris";

const place = { x: 10, y: 20 };
const clip = (names: string[]): Clip => readClip(clipText(iris, names, () => place)) as Clip;
const pasted = (document: WorkflowDocument, names: string[], incoming: boolean) =>
  perform(begin(document), [pasteOf(document, clip(names), incoming, (at) => at ?? { x: 0, y: 0 })]).document;

test("Pasted steps get names that are free, and the wires among them follow", () => {
  const twice = pasted(iris, ["select", "train"], true);

  expect(stepsOf(twice).map((step) => step.name)).toEqual([
    "load",
    "filter",
    "select",
    "train",
    "evaluate",
    "select-2",
    "train-2",
  ]);
  expect(stepOf(twice, "train-2")?.from).toEqual({ rows: "select-2.rows" });
  expect(placesOf(twice).get("train-2")).toEqual(place);
});

test("Pasted with incoming wires, they read what the copied ones read; without, nothing", () => {
  expect(stepOf(pasted(iris, ["select"], true), "select-2")?.from).toEqual({ rows: "filter.rows" });
  expect(stepOf(pasted(iris, ["select"], false), "select-2")?.from).toEqual({});
});

test("In another workflow, a wire from a step that is not there is left out", () => {
  const other = pasted(emptyDocument("other"), ["select", "train"], true);

  expect(stepOf(other, "select")?.from).toEqual({});
  expect(stepOf(other, "train")?.from).toEqual({ rows: "select.rows" });
  expect(stepOf(other, "select")?.with).toEqual({ k: "${k}", target: "species" });
});

test("The file of a workflow can be pasted", () => {
  expect((readClip(JSON.stringify(iris.definition)) as Clip).steps).toHaveLength(5);
});

test.each([
  ["any text", "hello"],
  ["another JSON", '{"a":1}'],
  ["a name that is a path", '{"irisflow-steps":1,"steps":{"../x":{"uses":"data.sort"}}}'],
  ["no activity", '{"irisflow-steps":1,"steps":{"a":{}}}'],
  ["an activity that is markup", '{"irisflow-steps":1,"steps":{"a":{"uses":"<img src=x>"}}}'],
  ["a key that means nothing", '{"irisflow-steps":1,"steps":{"a":{"uses":"data.sort","onload":1}}}'],
  ["a wire that is no text", '{"irisflow-steps":1,"steps":{"a":{"uses":"data.sort","from":{"rows":{}}}}}'],
  ["parameters that are no object", '{"irisflow-steps":1,"steps":{"a":{"uses":"data.sort","with":[1]}}}'],
  ["a note that is no text", '{"irisflow-steps":1,"steps":{"a":{"uses":"data.sort","note":{}}}}'],
  [
    "nesting without end",
    `{"irisflow-steps":1,"steps":{"a":{"uses":"data.sort","with":{"x":${"[".repeat(200)}${"]".repeat(200)}}}}}`,
  ],
  [
    "too many steps",
    JSON.stringify({
      "irisflow-steps": 1,
      steps: Object.fromEntries(Array.from({ length: 2001 }, (_, n) => [`s${n}`, { uses: "data.sort" }])),
    }),
  ],
])("A clipboard with %s is refused in a sentence", (_, text) => {
  expect(readClip(text)).toMatch(/\.$/);
});

test("Places that are no numbers are left out", () => {
  const read = readClip(
    '{"irisflow-steps":1,"steps":{"a":{"uses":"data.sort"}},"places":{"a":{"x":"1","y":2},"b":{"x":1,"y":1}}}',
  ) as Clip;

  expect(read.places).toEqual({});
});

test("No text whatever makes the clipboard fail", () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.json(),
        fc.json().map((json) => `{"irisflow-steps":1,"steps":${json}}`),
      ),
      (text) => {
        expect(["string", "object"]).toContain(typeof readClip(text));
      },
    ),
    { seed: 20261121, numRuns: 500 },
  );
});
