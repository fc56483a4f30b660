import type { Action } from "../../actions/action";
import { stepOf } from "../../document/document";
import { keepPlaces } from "../adding";
import { edit } from "../edit";
import { boxOf } from "../flow";
import { type Box, snapped } from "../geometry";
import { type CanvasContext, pickedSteps } from "./context";

type Boxes = readonly (Box & { name: string })[];

const axes = [
  { at: "x", size: "width", edge: "left", way: "from left to right" },
  { at: "y", size: "height", edge: "top", way: "from top to bottom" },
] as const;

/** Putting several steps in a line, or evenly apart. */
export function alignActions(context: CanvasContext): Action[] {
  const section = "Arrange";
  const needs = (count: number, words: string) => () =>
    pickedSteps(context).length >= count ? undefined : `Pick at least ${words} steps.`;
  return axes.flatMap(({ at, size, edge, way }): Action[] => [
    {
      id: `arrange.align-${edge}`,
      label: `Align the ${edge} edges`,
      section,
      refused: needs(2, "two"),
      run: () =>
        put(context, `align the ${edge} edges`, (boxes) => {
          const least = Math.min(...boxes.map((box) => box[at]));
          return boxes.map((box) => ({ ...box, [at]: least }));
        }),
    },
    {
      id: `arrange.spread-${at}`,
      label: `Spread evenly ${way}`,
      section,
      refused: needs(3, "three"),
      run: () => put(context, `spread ${way}`, (boxes) => spread(boxes, at, size)),
    },
  ]);
}

/** The first and the last stay; the room between the steps is the same everywhere. */
function spread(boxes: Boxes, at: "x" | "y", size: "width" | "height"): Boxes {
  const sorted = [...boxes].sort((a, b) => a[at] - b[at]);
  const [first, last] = [sorted[0], sorted.at(-1)];
  const filled = sorted.slice(0, -1).reduce((sum, box) => sum + box[size], 0);
  const gap = first && last ? (last[at] - first[at] - filled) / (sorted.length - 1) : 0;
  let next = first?.[at] ?? 0;
  return sorted.map((box) => {
    const moved = { ...box, [at]: next };
    next += box[size] + gap;
    return moved;
  });
}

function put(context: CanvasContext, label: string, place: (boxes: Boxes) => Boxes): void {
  const open = context.store.getState();
  const { document } = open.history;
  const boxes = pickedSteps(context).flatMap((name) => {
    const step = stepOf(document, name);
    return step ? [{ name, ...boxOf({ document, placed: open.placed }, context.catalog(), step) }] : [];
  });
  const places = place(boxes).map((box) => [box.name, snapped(box)] as const);
  edit(context.store, [...keepPlaces(open), { do: "move", steps: Object.fromEntries(places) }], { label });
}
