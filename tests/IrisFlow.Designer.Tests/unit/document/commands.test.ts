import type { Command } from "@designer/document/commands";
import { groupsOf, stepOf, stepsOf, type WorkflowDocument, wiresOf } from "@designer/document/document";
import { begin, perform } from "@designer/document/history";
import { isObject, member, objectIn } from "@designer/document/json";
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
  const set = after({ do: "set-parameter", step: "evaluate", path: ["trainer", "l2"], value: 0.5 });

  expect(stepOf(set, "evaluate")?.with).toEqual({ trainer: { l2: 0.5 } });
  expect(Object.keys(objectIn(objectIn(set.definition, "steps"), "evaluate"))).toEqual([
    "uses",
    "from",
    "with",
    "note",
  ]);
});

test("The last parameter that goes takes `with` along", () => {
  const unset = after({ do: "unset-parameter", step: "load", path: ["path"] });

  expect(member(objectIn(objectIn(unset.definition, "steps"), "load"), "with")).toBeUndefined();
});

test("A renamed workflow parameter is renamed wherever it is used", () => {
  const renamed = after({ do: "rename-workflow-parameter", name: "k", to: "count" });

  expect(stepOf(renamed, "select")?.with).toEqual({ k: "${count}", target: "species" });
});

test("What a command does not touch stays the same object", () => {
  const set = after({ do: "set-parameter", step: "load", path: ["path"], value: "other.csv" });

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
