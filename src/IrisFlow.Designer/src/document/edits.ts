import { isObject, type Json, type JsonObject, member, objectOf, type Path } from "./json";

/**
 * The smallest change of a document: `value` goes to the place `path`. With `before`, it goes in as a new member at that
 * position; without, it replaces what is there or comes last. Without a `value`, what is there goes away.
 */
export interface Edit {
  readonly path: Path;
  readonly value?: Json;
  readonly before?: number;
}

export interface Edited<T> {
  document: T;
  /** What undoes the edits, to the byte, in the order to apply it. */
  inverse: Edit[];
}

/** Applies edits one after the other. What they don't touch stays the same object. */
export function applyEdits<T extends Json>(document: T, edits: readonly Edit[]): Edited<T> {
  const inverse: Edit[] = [];
  let edited: Json = document;
  for (const edit of edits) {
    const step = applyAt(edited, edit.path, 0, edit);
    edited = step.value;
    inverse.unshift(step.inverse);
  }

  return { document: edited as T, inverse };
}

function applyAt(container: Json, path: Path, depth: number, edit: Edit): { value: Json; inverse: Edit } {
  const key = path[depth];
  if (key === undefined) {
    return { value: edit.value ?? null, inverse: { path, value: container } };
  }

  if (depth < path.length - 1) {
    const inner = member(container, key);
    if (inner === undefined) {
      throw new Error(`There is nothing at '${path.slice(0, depth + 1).join("/")}'.`);
    }

    const changed = applyAt(inner, path, depth + 1, edit);
    return { value: replace(container, key, changed.value), inverse: changed.inverse };
  }

  const found = member(container, key);
  if (edit.value === undefined) {
    return { value: without(container, key), inverse: { path, value: found, before: positionOf(container, key) } };
  }

  if (found !== undefined && edit.before === undefined) {
    return { value: replace(container, key, edit.value), inverse: { path, value: found } };
  }

  return { value: inserted(container, key, edit.value, edit.before), inverse: { path } };
}

/** Where a member stands among its siblings. */
export function positionOf(container: Json | undefined, key: string | number): number {
  return isObject(container) ? Object.keys(container).indexOf(String(key)) : Number(key);
}

function replace(container: Json, key: string | number, value: Json): Json {
  if (Array.isArray(container)) {
    return container.map((item, index) => (index === key ? value : item));
  }

  return objectOf(Object.entries(container as JsonObject).map(([name, old]) => [name, name === key ? value : old]));
}

function without(container: Json, key: string | number): Json {
  if (Array.isArray(container)) {
    return container.filter((_, index) => index !== key);
  }

  return objectOf(Object.entries(container as JsonObject).filter(([name]) => name !== key));
}

function inserted(container: Json, key: string | number, value: Json, before?: number): Json {
  if (Array.isArray(container)) {
    return container.toSpliced(Number(key), 0, value);
  }

  const members: [string, Json][] = Object.entries(container as JsonObject);
  return objectOf(members.toSpliced(before ?? members.length, 0, [String(key), value]));
}
