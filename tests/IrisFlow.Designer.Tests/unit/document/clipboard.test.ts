import { type Clip, clipText, pasteOf } from "@designer/document/clipboard";
import {
  emptyDocument,
  groupsOf,
  notesOf,
  placesOf,
  stepOf,
  stepsOf,
  type WorkflowDocument,
} from "@designer/document/document";
import { begin, perform } from "@designer/document/history";
import { readClip } from "@designer/document/readClip";
import fc from "fast-check";
import { expect, test } from "vitest";
import { iris } from "./iris";

const place = { x: 10, y: 20 };
const nowhere = { x: 0, y: 0 };
const clip = (steps: string[]): Clip => readClip(clipText(iris, { steps }, () => place)) as Clip;
const pasted = (document: WorkflowDocument, names: string[], incoming: boolean, by = nowhere) =>
  perform(begin(document), pasteOf(document, clip(names), incoming, by).commands).document;

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

test("The file of a workflow can be pasted; its steps have no places yet", () => {
  const file = readClip(JSON.stringify(iris.definition)) as Clip;
  const { document } = perform(
    begin(emptyDocument("other")),
    pasteOf(emptyDocument("other"), file, true, place).commands,
  );

  expect(stepsOf(document)).toHaveLength(5);
  expect(placesOf(document).size).toBe(0);
});

test("Pasted steps keep their places to one another", () => {
  const twice = pasted(iris, ["select"], true, { x: 100, y: 7 });

  expect(placesOf(twice).get("select-2")).toEqual({ x: 110, y: 27 });
});

test("A step that uses a version of an activity can be copied", () => {
  const { document } = perform(begin(iris), [{ do: "set-uses", step: "load", uses: "data.read-csv@2" }]);

  expect(readClip(clipText(document, { steps: ["load"] }, () => place))).toHaveProperty("definition");
});

test("A group goes along with all its steps, folded or not, and under an id of its own; with some of them it stays", () => {
  const folded = perform(begin(iris), [{ do: "change-group", id: "group-1", collapsed: true }]).document;
  const whole = readClip(clipText(folded, { steps: ["filter", "select"] }, () => place)) as Clip;
  const { document } = perform(begin(folded), pasteOf(folded, whole, true, nowhere).commands);

  expect(groupsOf(document).at(-1)).toEqual({
    id: "group-2",
    label: "Prepare",
    steps: ["filter-2", "select-2"],
    collapsed: true,
  });
  expect(groupsOf(clip(["filter"]))).toEqual([]);
});

test("Notes are pasted with their text and their size", () => {
  const noted = perform(begin(iris), [
    { do: "add-note", id: "note-1", text: "mind", at: { x: 5, y: 5 } },
    { do: "change-note", id: "note-1", width: 300 },
  ]).document;
  const copied = readClip(clipText(noted, { steps: [], notes: ["note-1"] }, () => place)) as Clip;
  const { document } = perform(begin(noted), pasteOf(noted, copied, true, place).commands);

  expect(notesOf(document).at(-1)).toEqual({ id: "note-2", text: "mind", x: 15, y: 25, width: 300, height: 100 });
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
    "nesting that no stack holds",
    `{"irisflow-steps":1,"steps":{"a":{"uses":"data.sort","with":{"x":${"[".repeat(400_000)}${"]".repeat(400_000)}}}}}`,
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

test("A list of many values is pasted as it is", () => {
  const many = `[${"0,".repeat(500_000)}0]`;

  expect(readClip(`{"irisflow-steps":1,"steps":{"a":{"uses":"data.sort","with":{"x":${many}}}}}`)).toHaveProperty(
    "definition",
  );
});

test("What is misshapen in a layout is left out", () => {
  const layout = {
    steps: { a: { x: "1", y: 2 }, b: { x: 1, y: 1 } },
    groups: { g: { label: {}, steps: ["a", "b", "a", 7] }, empty: { steps: ["b"] }, odd: 1 },
    notes: { n: { text: 1, x: 1, y: 2, width: -5, height: 40 }, far: { text: "x", x: 1e12, y: 0 } },
  };
  const read = readClip(JSON.stringify({ "irisflow-steps": 1, steps: { a: { uses: "data.sort" } }, layout })) as Clip;

  expect(placesOf(read).size).toBe(0);
  expect(groupsOf(read)).toEqual([{ id: "g", label: "g", steps: ["a"], collapsed: false }]);
  expect(notesOf(read)).toEqual([{ id: "n", text: "", x: 1, y: 2, width: 220, height: 40 }]);
});

test("No text whatever makes the clipboard fail", () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.json(),
        fc.json().map((json) => `{"irisflow-steps":1,"steps":${json}}`),
        fc.json().map((json) => `{"irisflow-steps":1,"steps":{"a":{"uses":"data.sort"}},"layout":${json}}`),
      ),
      (text) => {
        expect(["string", "object"]).toContain(typeof readClip(text));
      },
    ),
    { seed: 20261121, numRuns: 500 },
  );
});
