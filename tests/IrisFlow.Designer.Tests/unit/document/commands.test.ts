import type { Command } from "@designer/document/commands";
import {
  groupsOf,
  placesOf,
  stepOf,
  stepsOf,
  textOf,
  type WorkflowDocument,
  wiresOf,
} from "@designer/document/document";
import { begin, perform, undo } from "@designer/document/history";
import { isObject, type Json, member, objectIn } from "@designer/document/json";
import { expect, test } from "vitest";
import { iris } from "./iris";

const after = (...commands: Command[]): WorkflowDocument => perform(begin(iris), commands).document;
const names = (document: WorkflowDocument) => stepsOf(document).map((step) => step.name);

test("A renamed step keeps its position, its wires, its place and its group", () => {
  const renamed = after({ do: "rename-step", step: "filter", to: "keep" });

  expect(names(renamed)).toEqual(["load", "keep", "select", "train", "evaluate"]);
  expect(stepOf(renamed, "select")?.from).toEqual({ rows: "keep.rows" });
  expect(Object.keys(objectIn(renamed.layout, "steps"))).toEqual(["load", "keep"]);
  expect(groupsOf(renamed)[0]?.steps).toEqual(["keep", "select"]);
});

test("A renamed step takes its own place along, not one that is left from a step of that name", () => {
  const { filter, ...steps } = objectIn(iris.definition, "steps");
  const gone = after({ do: "replace-definition", definition: { ...iris.definition, steps } });
  const renamed = perform(begin(gone), [{ do: "rename-step", step: "load", to: "filter" }]);
  const unplaced = perform(begin(gone), [{ do: "rename-step", step: "train", to: "filter" }]);

  expect(placesOf(renamed.document).get("filter")).toEqual({ x: 0, y: 0 });
  expect(placesOf(unplaced.document).get("filter")).toBeUndefined();
  expect(groupsOf(renamed.document)[0]?.steps).toEqual(["select"]);
  expect(textOf(undo(renamed).document)).toBe(textOf(gone));
});

test("A step can't take the name of another", () => {
  expect(after({ do: "rename-step", step: "filter", to: "load" })).toBe(iris);
});

test("With a step go the wires that began at it; an empty `from` is not written", () => {
  const removed = after({ do: "remove-steps", steps: ["filter"] });

  expect(wiresOf(removed).some((wire) => wire.from.step === "filter")).toBe(false);
  expect(member(objectIn(objectIn(removed.definition, "steps"), "select"), "from")).toBeUndefined();
});

test("A wire to an input that has one takes its place", () => {
  const wired = after({ do: "wire", from: { step: "load", port: "rows" }, to: { step: "select", port: "rows" } });

  expect(stepOf(wired, "select")?.from).toEqual({ rows: "load.rows" });
  expect(wiresOf(wired)).toHaveLength(wiresOf(iris).length);
});

test("A first wire stands where the canonical text has it: before the parameters", () => {
  const wired = after({ do: "wire", from: { step: "evaluate", port: "metrics" }, to: { step: "load", port: "rows" } });

  expect(Object.keys(objectIn(objectIn(wired.definition, "steps"), "load"))).toEqual(["uses", "from", "with"]);
});

test("A parameter below what is not there yet is set with the objects that lead to it", () => {
  const set = after({ do: "set", path: ["steps", "evaluate", "with", "trainer", "l2"], value: 0.5 });

  expect(stepOf(set, "evaluate")?.with).toEqual({ trainer: { l2: 0.5 } });
  expect(Object.keys(objectIn(objectIn(set.definition, "steps"), "evaluate"))).toEqual([
    "uses",
    "from",
    "with",
    "note",
  ]);
});

test("A new key stands where the canonical text has it, and what nobody knows stays", () => {
  const definition = { format: 1, odd: true, steps: { a: { uses: "x", note: "n", odd: 1 } } };
  const begun = begin({ definition, layout: {} });
  const set = (path: string[], value: Json | undefined, from = begun) => perform(from, [{ do: "set", path, value }]);
  const made = set(["steps", "a", "with"], { k: 1 });

  expect(JSON.stringify(made.document.definition)).toBe(
    '{"format":1,"odd":true,"steps":{"a":{"uses":"x","with":{"k":1},"note":"n","odd":1}}}',
  );
  expect(JSON.stringify(set(["parameters", "k", "type"], "integer").document.definition)).toBe(
    '{"format":1,"odd":true,"parameters":{"k":{"type":"integer"}},"steps":{"a":{"uses":"x","note":"n","odd":1}}}',
  );
  expect(Object.keys(set(["other"], 1).document.definition)).toEqual(["format", "odd", "steps", "other"]);
  expect(set(["steps", "a", "with"], undefined, made).document.definition).toEqual(definition);
  expect(set(["parameters", "k"], undefined)).toBe(begun);
});

test("A step that is not there is not made by setting something in it", () => {
  expect(after({ do: "set", path: ["steps", "absent", "with"], value: { k: 1 } })).toBe(iris);
});

test("A schedule stands before the steps, and gives its value to a renamed parameter", () => {
  const schedule = { cron: "30 2 * * *", zone: "Europe/Berlin", parameters: { k: 3 } };
  const planned = after(
    { do: "set", path: ["schedule"], value: schedule },
    { do: "rename-workflow-parameter", name: "k", to: "count" },
  );

  expect(Object.keys(planned.definition)).toEqual(["format", "workflow", "parameters", "schedule", "steps"]);
  expect(planned.definition.schedule).toEqual({ ...schedule, parameters: { count: 3 } });
});

test("A renamed workflow parameter is renamed wherever it is used", () => {
  const renamed = after({ do: "rename-workflow-parameter", name: "k", to: "count" });

  expect(stepOf(renamed, "select")?.with).toEqual({ k: "${count}", target: "species" });
});

test("What a command does not touch stays the same object", () => {
  const set = after({ do: "set", path: ["steps", "load", "with", "path"], value: "other.csv" });

  expect(stepOf(set, "train")).toBe(stepOf(iris, "train"));
  expect(set.layout).toBe(iris.layout);
});

test("A text that is edited keeps the steps that it leaves as they are", () => {
  const definition = JSON.parse(JSON.stringify(iris.definition));
  definition.steps.load.with.path = "other.csv";

  const replaced = after({ do: "replace-definition", definition });

  expect(stepOf(replaced, "train")).toBe(stepOf(iris, "train"));
  expect(stepOf(replaced, "load")?.with).toEqual({ path: "other.csv" });
});

test("A step may be called as an object's own members are", () => {
  const added = after(
    { do: "add-step", name: "__proto__", uses: "data.sort" },
    { do: "add-step", name: "constructor", uses: "data.sort" },
  );

  expect(names(added).slice(-2)).toEqual(["__proto__", "constructor"]);
  expect(isObject(Object.getPrototypeOf(objectIn(added.definition, "steps")).uses)).toBe(false);
});

test("A step that joins a group leaves the one it was in", () => {
  const grouped = after({ do: "group", id: "group-2", label: "Fit", steps: ["select", "train"] });

  expect(groupsOf(grouped).map((group) => group.steps)).toEqual([["filter"], ["select", "train"]]);
});

test("A document of another make is shown as far as it can be", () => {
  const odd: WorkflowDocument = {
    definition: { steps: { a: 7, b: { uses: 3, from: { rows: 1, left: "a" } } } },
    layout: { steps: [] },
  };

  expect(stepsOf(odd).map((step) => [step.name, step.uses])).toEqual([
    ["a", ""],
    ["b", ""],
  ]);
  expect(wiresOf(odd)).toEqual([]);
});
