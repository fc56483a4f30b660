import type { Catalog } from "../../activities/activities";
import type { Places } from "../../document/commands";
import { groupsOf, notesOf, outputOf, type Point, placesOf, type StepView, stepsOf } from "../../document/document";
import { boxOf, groupBox, type Placing } from "../flow";
import { type Box, overlap, snapped, stepWidth } from "../geometry";

const gap = { x: 64, y: 36 };

/** Places for the steps that have none, the others staying where they are: each right of what it reads, on free ground. */
export function placeMissing(placing: Placing, catalog: Catalog): Places {
  const { document } = placing;
  const taken = new Map(placedSteps(placing).map((step) => [step.name, boxOf(placing, catalog, step)]));
  const places: [string, Point][] = [];
  for (const step of stepsOf(document).filter(({ name }) => !taken.has(name))) {
    const box = freeGround({ ...boxOf(placing, catalog, step), ...rightOf(step, taken) }, [...taken.values()]);
    taken.set(step.name, box);
    places.push([step.name, { x: box.x, y: box.y }]);
  }

  return Object.fromEntries(places);
}

/** The place itself, or the first one below it where nothing stands. */
export function freeGround(box: Box, taken: readonly Box[]): Box {
  let free = { ...box, ...snapped(box) };
  for (let hit = taken.find((other) => overlap(free, other)); hit; hit = taken.find((other) => overlap(free, other))) {
    free = { ...free, ...snapped({ x: free.x, y: hit.y + hit.height + gap.y }) };
  }

  return free;
}

/** Right of the steps that it reads; else right of everything. */
export function rightOf(step: Pick<StepView, "from">, taken: ReadonlyMap<string, Box>): Point {
  const sources = Object.values(step.from).flatMap((source) => taken.get(outputOf(source)?.step ?? "") ?? []);
  const around = sources.length > 0 ? sources : [...taken.values()];
  return around.length === 0
    ? { x: 0, y: 0 }
    : { x: Math.max(...around.map((box) => box.x)) + stepWidth + gap.x, y: Math.min(...around.map((box) => box.y)) };
}

/** Where something stands: steps that have a place, the frames of groups, and notes. */
export function takenGround(placing: Placing, catalog: Catalog): Box[] {
  const placed = placedSteps(placing);
  const names = new Set(placed.map((step) => step.name));
  const groups = groupsOf(placing.document).map((group) => ({
    ...group,
    steps: group.steps.filter((step) => names.has(step)),
  }));
  return [
    ...placed.map((step) => boxOf(placing, catalog, step)),
    ...groups.flatMap((group) => groupBox(placing, catalog, group) ?? []),
    ...notesOf(placing.document),
  ];
}

function placedSteps({ document, placed }: Placing): StepView[] {
  return stepsOf(document).filter(({ name }) => placesOf(document).has(name) || Object.hasOwn(placed, name));
}
