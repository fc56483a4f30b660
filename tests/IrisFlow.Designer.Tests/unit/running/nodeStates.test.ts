import type { JsonObject } from "@designer/document/json";
import { nodeStates, staleSteps } from "@designer/running/nodeStates";
import { begin } from "@designer/running/progress";
import { expect, test } from "vitest";
import { aRun, at, step, times } from "./aRun";

const definition = aRun().definition;
const edited = (steps: object): JsonObject => ({ steps: { ...(definition.steps as object), ...steps } }) as JsonObject;

test("A reused step says how old its result is", () => {
  const made = { ...times("a"), reusedFrom: { run: "r", step: "a", at: at(-7_200_000) } };
  const now = begin(aRun({ steps: [step("a", { state: "reused" })], timeline: [made] }));
  expect(nodeStates(now, definition, { definition, layout: {} }, Date.parse(at(0))).a).toMatchObject({
    state: "reused",
    label: "reused, 2 h old",
  });
});

test("A step that was edited after the run, and all that reads from it, is shown as such", () => {
  const document = {
    definition: edited({ b: { uses: "test.b", from: { rows: "a.rows" }, with: { k: 3 } } }),
    layout: {},
  };
  expect([...staleSteps(definition, document)].sort()).toEqual(["b", "c"]);
});

test("The order of members and members that are empty are no edit", () => {
  const document = { definition: edited({ c: { with: {}, from: { rows: "b.rows" }, uses: "test.c" } }), layout: {} };
  expect(staleSteps(definition, document).size).toBe(0);
});

test("Another default of a parameter is an edit of the steps that take it", () => {
  const document = { definition: { ...definition, parameters: { k: { type: "integer", default: 9 } } }, layout: {} };
  expect([...staleSteps(definition, document)].sort()).toEqual(["b", "c"]);
});

test("Wires in a circle do not keep the answer from coming", () => {
  const circle = edited({ b: { uses: "test.b", from: { rows: "c.rows" }, with: { k: "${k}" } } });
  expect([...staleSteps(definition, { definition: circle, layout: {} })].sort()).toEqual(["b", "c"]);
});

test("That a step failed is seen also after it was edited", () => {
  const now = begin(aRun({ state: "failed", steps: [step("b", { state: "failed", error: "no rows" })] }));
  const document = {
    definition: edited({ b: { uses: "test.b", from: { rows: "a.rows" }, with: { k: 3 } } }),
    layout: {},
  };
  expect(nodeStates(now, definition, document, 0)).toMatchObject({
    a: { label: "not reached" },
    b: { state: "stale", label: "failed, edited since" },
    c: { state: "stale", label: "edited since" },
  });
});
