import type { WorkflowItem } from "../api/workflows";

/** What the list can be sorted by. */
export type By = "workflow" | "steps" | "findings" | "lastRun";

/** The workflows whose name or note has all the words, in an order; of equals, by name. */
export function sorted(items: readonly WorkflowItem[], words: string, by: By, down: boolean): WorkflowItem[] {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  const found = items.filter((item) => {
    const text = `${item.workflow} ${item.note ?? ""}`.toLowerCase();
    return wanted.every((word) => text.includes(word));
  });
  return found.sort(
    (one, other) =>
      (down ? -1 : 1) * compare(keyOf(one, by), keyOf(other, by)) || compare(one.workflow, other.workflow),
  );
}

function keyOf(item: WorkflowItem, by: By): string | number {
  return by === "lastRun" ? (item.lastRun?.startedAt ?? "") : by === "steps" ? (item.steps ?? -1) : item[by];
}

function compare(one: string | number, other: string | number): number {
  return typeof one === "number" && typeof other === "number" ? one - other : String(one).localeCompare(String(other));
}
