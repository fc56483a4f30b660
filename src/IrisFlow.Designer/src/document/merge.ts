import { isAnotherKind, sameContent, union } from "./diff";
import { isObject, type Json, type JsonObject, member, objectOf } from "./json";
import { pointerOf } from "./pointer";

export type Side = "mine" | "theirs";

/** A place where one side or both changed what they began from. */
export interface Change {
  path: string[];
  base: Json | undefined;
  mine: Json | undefined;
  theirs: Json | undefined;
  /** Who changed it; a conflict is a place that both changed, each in a way of its own. */
  by: Side | "both" | "conflict";
}

/** The sides chosen, by the JSON pointer of the place. */
export type Choices = ReadonlyMap<string, Side>;

export interface Merge {
  merged: JsonObject;
  /** All places that changed, in the order of the definition. */
  changes: Change[];
  /** Conflicts for which no side was chosen; there, mine stands in the merged definition until one is. */
  open: Change[];
}

/** The three-way merge of two definitions that were made from one. What only one side changed is taken from it, unless another side is chosen. */
export function merge(base: JsonObject, mine: JsonObject, theirs: JsonObject, choices: Choices = new Map()): Merge {
  const changes: Change[] = [];
  const merged = mergeValues(base, mine, theirs, [], choices, changes);
  const open = changes.filter((change) => change.by === "conflict" && !choices.has(pointerOf(change.path)));
  return { merged: isObject(merged) ? merged : mine, changes, open };
}

/** The side that a change is taken from. */
export function sideOf(change: Change, choices: Choices): Side {
  return choices.get(pointerOf(change.path)) ?? (change.by === "theirs" ? "theirs" : "mine");
}

function mergeValues(
  base: Json | undefined,
  mine: Json | undefined,
  theirs: Json | undefined,
  path: string[],
  choices: Choices,
  changes: Change[],
): Json | undefined {
  if (sameContent(mine, theirs) && sameContent(base, mine)) {
    // The content is the same on all sides; the order of keys may still not be.
    return isObject(base) && isObject(mine) && isObject(theirs) ? inOrder(base, mine, theirs, mine) : mine;
  }
  if (isObject(mine) && isObject(theirs) && !isAnotherKind(mine, theirs) && !isOneSided(base, mine, theirs, path)) {
    const before = isObject(base) ? base : {};
    const found = objectOf(
      union(union(Object.keys(before), Object.keys(mine)), Object.keys(theirs)).flatMap((key) => {
        const value = mergeValues(
          member(before, key),
          member(mine, key),
          member(theirs, key),
          [...path, key],
          choices,
          changes,
        );
        return value === undefined ? [] : [[key, value] as const];
      }),
    );
    return inOrder(before, mine, theirs, found);
  }
  const by = sameContent(mine, theirs)
    ? "both"
    : sameContent(base, mine)
      ? "theirs"
      : sameContent(base, theirs)
        ? "mine"
        : "conflict";
  const change: Change = { path, base, mine, theirs, by };
  changes.push(change);
  return sideOf(change, choices) === "mine" ? mine : theirs;
}

/** A step or parameter that is new on one side or on both alike is one change, not one a field. */
function isOneSided(base: Json | undefined, mine: JsonObject, theirs: JsonObject, path: string[]): boolean {
  return path.length === 2 && base === undefined && sameContent(mine, theirs);
}

/** The keys of a merged object: in the order of the side that changed the order (mine, if both did), what the other side added after the key it stands behind there. */
function inOrder(base: JsonObject, mine: JsonObject, theirs: JsonObject, merged: JsonObject): JsonObject {
  const [leading, following] = sameOrder(base, mine) ? [theirs, mine] : [mine, theirs];
  const keys = Object.keys(leading);
  const names = Object.keys(following);
  names.forEach((key, index) => {
    if (!Object.hasOwn(leading, key)) {
      const behind = index === 0 ? -1 : keys.indexOf(names[index - 1] as string);
      keys.splice(behind + 1, 0, key);
    }
  });
  return objectOf(keys.filter((key) => Object.hasOwn(merged, key)).map((key) => [key, merged[key] as Json]));
}

/** The keys that both have stand in the same order in both. */
function sameOrder(one: JsonObject, other: JsonObject): boolean {
  const ofOne = Object.keys(one).filter((key) => Object.hasOwn(other, key));
  const ofOther = Object.keys(other).filter((key) => Object.hasOwn(one, key));
  return ofOne.every((key, index) => key === ofOther[index]);
}
