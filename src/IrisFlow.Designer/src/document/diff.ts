import { isObject, type Json, type JsonObject, member, objectIn } from "./json";

/** A value that is not the same on two sides; undefined where a side has none. */
export interface FieldChange {
  path: string[];
  before: Json | undefined;
  after: Json | undefined;
}

/** A step or a parameter that is not the same on two sides. */
export interface NodeChange {
  name: string;
  change: "added" | "removed" | "changed";
  /** The changed fields with paths inside the node; for an added or removed one all it has. */
  fields: FieldChange[];
}

/** The same content: the order of keys does not count, that of lists does. */
export function sameContent(one: Json | undefined, other: Json | undefined): boolean {
  if (one === other) {
    return true;
  }
  if (Array.isArray(one) && Array.isArray(other)) {
    return one.length === other.length && one.every((item, index) => sameContent(item, other[index]));
  }
  if (!isObject(one) || !isObject(other)) {
    return false;
  }
  const keys = Object.keys(one);
  return (
    keys.length === Object.keys(other).length &&
    keys.every((key) => Object.hasOwn(other, key) && sameContent(one[key], other[key]))
  );
}

/** How one definition became another. Nodes are compared by name, fields down to the values that really differ. */
export interface Difference {
  steps: NodeChange[];
  parameters: NodeChange[];
  /** What stands beside steps and parameters: the note, the schedule. */
  workflow: FieldChange[];
  /** Steps that only stand elsewhere, in the file or on the canvas. */
  moved: string[];
}

/** The differences between two definitions; their layouts matter for what has moved only. */
export function difference(
  before: JsonObject,
  after: JsonObject,
  layouts: { before?: Json; after?: Json } = {},
): Difference {
  const { steps: stepsBefore, parameters: parametersBefore, ...restBefore } = before;
  const { steps: stepsAfter, parameters: parametersAfter, ...restAfter } = after;
  const steps = nodes(stepsBefore, stepsAfter);
  const touched = new Set(steps.map((step) => step.name));
  const moved = new Set([
    ...reordered(namesOf(stepsBefore), namesOf(stepsAfter)),
    ...placedElsewhere(layouts.before, layouts.after),
  ]);
  return {
    steps,
    parameters: nodes(parametersBefore, parametersAfter),
    workflow: fields(restBefore, restAfter),
    moved: namesOf(stepsAfter).filter((name) => moved.has(name) && !touched.has(name)),
  };
}

/** True when nothing differs but, at most, where things stand. */
export function onlyMoved(changes: Difference): boolean {
  return changes.steps.length + changes.parameters.length + changes.workflow.length === 0;
}

/** How many nodes and fields of the workflow differ. */
export function countOf(changes: Difference): number {
  return changes.steps.length + changes.parameters.length + changes.workflow.length;
}

/** The values that differ, at the smallest paths that name them; lists differ as a whole. */
export function fields(before: Json | undefined, after: Json | undefined, path: string[] = []): FieldChange[] {
  if (sameContent(before, after)) {
    return [];
  }
  if (isObject(before) && isObject(after) && !isAnotherKind(before, after)) {
    return union(Object.keys(before), Object.keys(after)).flatMap((key) =>
      fields(member(before, key), member(after, key), [...path, key]),
    );
  }
  return [{ path, before, after }];
}

/** An injected value of another kind is another value: its parameters are not compared one by one. */
export function isAnotherKind(one: JsonObject, other: JsonObject): boolean {
  return typeof one.kind === "string" && typeof other.kind === "string" && one.kind !== other.kind;
}

function nodes(before: Json | undefined, after: Json | undefined): NodeChange[] {
  const [one, other] = [isObject(before) ? before : {}, isObject(after) ? after : {}];
  return union(Object.keys(one), Object.keys(other)).flatMap((name): NodeChange[] => {
    const [was, is] = [member(one, name), member(other, name)];
    if (sameContent(was, is)) {
      return [];
    }
    const change = was === undefined ? "added" : is === undefined ? "removed" : "changed";
    return [{ name, change, fields: fields(was ?? {}, is ?? {}) }];
  });
}

/** Names of both lists whose order changed: the fewest that one would have to move. */
function reordered(before: string[], after: string[]): string[] {
  const place = new Map(before.map((name, index) => [name, index]));
  const kept = after.filter((name) => place.has(name));
  const stays = new Set(longestRising(kept.map((name) => place.get(name) as number)).map((index) => kept[index]));
  return kept.filter((name) => !stays.has(name));
}

/** The indexes of a longest rising subsequence. */
function longestRising(values: number[]): number[] {
  const [tails, previous]: [number[], number[]] = [[], []];
  values.forEach((value, index) => {
    const length = tails.findIndex((tail) => (values[tail] as number) >= value);
    const at = length < 0 ? tails.length : length;
    previous[index] = tails[at - 1] ?? -1;
    tails[at] = index;
  });
  const rising: number[] = [];
  for (let index = tails.at(-1) ?? -1; index >= 0; index = previous[index] as number) {
    rising.unshift(index);
  }
  return rising;
}

function placedElsewhere(before: Json | undefined, after: Json | undefined): string[] {
  const [one, other] = [placesOf(before), placesOf(after)];
  return Object.keys(other).filter((name) => Object.hasOwn(one, name) && !sameContent(one[name], other[name]));
}

function placesOf(layout: Json | undefined): JsonObject {
  return objectIn(layout, "steps");
}

/** All names, those of the first list in its order, then the new ones of the second. */
export function union(one: string[], other: string[]): string[] {
  return [...new Set([...one, ...other])];
}

function namesOf(map: Json | undefined): string[] {
  return isObject(map) ? Object.keys(map) : [];
}
