import { foremost } from "@designer/canvas/GroupNode";
import type { NodeState } from "@designer/document/store";
import { expect, test } from "vitest";

const states = (all: Record<string, NodeState["state"]>) =>
  Object.fromEntries(Object.entries(all).map(([step, state]) => [step, { state, label: state }]));

test("A folded group shows the state of its steps that one wants to know first", () => {
  const steps = ["a", "b", "c"];

  expect(foremost(steps, states({ a: "done", b: "running", c: "failed" }))?.state).toBe("failed");
  expect(foremost(steps, states({ a: "done", b: "running" }))?.state).toBe("running");
  expect(foremost(steps, states({ a: "reused", elsewhere: "failed" }))?.state).toBe("reused");
  expect(foremost(["constructor"], {})).toBeUndefined();
});
