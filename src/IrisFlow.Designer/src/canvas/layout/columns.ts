import type { Catalog } from "../../activities/activities";
import type { Places } from "../../document/commands";
import {
  outputOf,
  type Point,
  type StepView,
  stepMapOf,
  stepsOf,
  type WorkflowDocument,
} from "../../document/document";
import { boxOf, type Placing } from "../flow";
import { snapped, stepWidth } from "../geometry";

const gap = { x: 64, y: 36 };

/**
 * A layout that is there at once: each step in the column after the last of what it reads, as high as what it reads where
 * that is free. Wires may cross more than they need; the real layout is a key away.
 */
export function inColumns(placing: Placing, catalog: Catalog): Places {
  const columns = columnsOf(placing.document);
  const middles = new Map<string, number>();
  const places: [string, Point][] = [];
  for (const [index, column] of columns.entries()) {
    const wanted = column.map((step) => ({
      step,
      y: meanOf(sourcesOf(step).flatMap((name) => middles.get(name) ?? [])),
    }));
    const stacked = stack(wanted.map(({ step, y }) => ({ step, y, height: boxOf(placing, catalog, step).height })));
    for (const { step, top, height } of stacked) {
      middles.set(step.name, top + height / 2);
      places.push([step.name, snapped({ x: index * (stepWidth + gap.x), y: top })]);
    }
  }

  return Object.fromEntries(places);
}

/** Puts the steps of a column below one another, each near where it wants to be, the column as a whole where they want it. */
function stack(
  wanted: { step: StepView; y: number; height: number }[],
): { step: StepView; top: number; height: number }[] {
  let free = Number.NEGATIVE_INFINITY;
  const stacked = wanted
    .sort((a, b) => a.y - b.y)
    .map(({ step, y, height }) => {
      const top = Math.max(free, y - height / 2);
      free = top + height + gap.y;
      return { step, top, height, pushed: top - (y - height / 2) };
    });
  const shift = meanOf(stacked.map(({ pushed }) => pushed));
  return stacked.map(({ step, top, height }) => ({ step, top: top - shift, height }));
}

/** The steps by how many steps lead to them at most. In a circle, the first that is met counts as its beginning. */
function columnsOf(document: WorkflowDocument): StepView[][] {
  const ranks = new Map<string, number>();
  const steps = stepMapOf(document);
  for (const start of stepsOf(document)) {
    const ahead = [start];
    for (let step = ahead.at(-1); step; step = ahead.at(-1)) {
      const waiting = sourcesOf(step).flatMap((name) => (ranks.has(name) ? [] : (steps.get(name) ?? [])));
      if (waiting.length === 0 || ranks.has(step.name)) {
        ranks.set(step.name, Math.max(-1, ...sourcesOf(step).map((name) => ranks.get(name) ?? -1)) + 1);
        ahead.pop();
      } else {
        // Until its sources are known it counts as a beginning, so that a circle ends.
        ranks.set(step.name, 0);
        ahead.push(...waiting);
      }
    }
  }

  const columns: StepView[][] = [];
  for (const step of stepsOf(document)) {
    const rank = ranks.get(step.name) ?? 0;
    columns[rank] = [...(columns[rank] ?? []), step];
  }

  return Array.from(columns, (column) => column ?? []);
}

const sourcesOf = (step: StepView) => Object.values(step.from).map((source) => outputOf(source)?.step ?? "");

const meanOf = (values: readonly number[]) =>
  values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
