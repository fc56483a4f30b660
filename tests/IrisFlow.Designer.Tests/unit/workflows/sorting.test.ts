import type { WorkflowItem } from "@designer/api/workflows";
import { named } from "@designer/workflows/creating";
import { sorted } from "@designer/workflows/sorting";
import { expect, test } from "vitest";

const item = (workflow: string, more: Partial<WorkflowItem> = {}): WorkflowItem => ({
  workflow,
  steps: 1,
  note: null,
  inCode: false,
  hasDraft: false,
  etag: "",
  findings: 0,
  lastRun: null,
  ...more,
});
const names = (items: WorkflowItem[]) => items.map((one) => one.workflow);

test("All words have to be found, in the name or in the note", () => {
  const items = [item("iris"), item("churn", { note: "Customers of the iris shop" }), item("sales")];
  expect(names(sorted(items, "IRIS", "workflow", false))).toEqual(["churn", "iris"]);
  expect(names(sorted(items, "iris shop", "workflow", false))).toEqual(["churn"]);
});

test("Of equals the name decides, in whichever direction one sorts", () => {
  const items = [item("b", { findings: 2 }), item("c"), item("a"), item("d", { findings: 1 })];
  expect(names(sorted(items, "", "findings", true))).toEqual(["b", "d", "a", "c"]);
  expect(names(sorted(items, "", "findings", false))).toEqual(["a", "c", "d", "b"]);
});

test("A workflow that never ran comes before all runs", () => {
  const ran = (at: string) => ({ lastRun: { run: "r", state: "succeeded", startedAt: at } });
  const items = [item("new", ran("2026-11-21T10:00:00Z")), item("old", ran("2026-01-01T10:00:00Z")), item("never")];
  expect(names(sorted(items, "", "lastRun", false))).toEqual(["never", "old", "new"]);
});

test("A copy has another name in the place of the old one", () => {
  expect(JSON.stringify(named({ format: 1, workflow: "iris", steps: {} }, "other"))).toBe(
    '{"format":1,"workflow":"other","steps":{}}',
  );
});
