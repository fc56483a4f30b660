import type { WorkflowDocument } from "./document";
import type { Edit } from "./edits";
import { applyEdits, positionOf } from "./edits";
import { at, isObject, type Json, type JsonObject, member, objectOf, type Path, same } from "./json";

// The keys of a file in the order in which the canonical text has them, so that what is added stands where a save would put it.
const fileKeys = ["format", "workflow", "note", "parameters", "schedule", "steps"];
const scheduleKeys = ["cron", "zone", "parameters", "catchUp", "overlap", "startDeadline", "pauseAfter"];
const stepKeys = ["uses", "from", "with", "policy", "note"];

function orderAt([root, ...path]: Path): readonly string[] | undefined {
  if (root !== "definition" || path.length === 1) {
    return root === "definition" ? fileKeys : undefined;
  }

  return path.length === 2 && path[0] === "schedule"
    ? scheduleKeys
    : path.length === 3 && path[0] === "steps"
      ? stepKeys
      : undefined;
}

/** Collects the edits of a command. Each change sees what the changes before it did. */
export class Changes {
  readonly edits: Edit[] = [];

  constructor(public document: WorkflowDocument) {}

  read(path: Path): Json | undefined {
    return at(this.document, path);
  }

  /** Puts a value at a place, and the objects that lead there where they are missing. What is there already is no change. */
  put(path: Path, value: Json, before?: number): void {
    const depth = this.depthOf(path);
    if (depth === path.length - 1) {
      if (before !== undefined || !same(this.read(path), value)) {
        this.do({ path, value, before: before ?? this.before(path) });
      }

      return;
    }

    const missing = path.slice(depth + 1);
    const wrapped = missing.reduceRight<Json>((inner, key) => ({ [key]: inner }), value);
    const parent = path.slice(0, depth + 1);
    this.do({ path: parent, value: wrapped, before: this.before(parent) });
  }

  /** Takes away what is at a place. */
  take(path: Path): void {
    if (this.read(path) !== undefined) {
      this.do({ path });
    }
  }

  /** Takes away what is at a place, and the object around it when that leaves it empty. */
  takeWithEmpty(path: Path): void {
    this.take(path);
    const around = this.read(path.slice(0, -1));
    if (isObject(around) && Object.keys(around).length === 0) {
      this.take(path.slice(0, -1));
    }
  }

  /** Gives the members of an object other values, or takes them away where there is none: one edit, however many they are. */
  each(path: Path, change: (key: string, value: Json) => Json | undefined): void {
    const object = this.read(path);
    if (isObject(object)) {
      const members = Object.entries(object).flatMap(([key, value]): [string, Json][] => {
        const changed = change(key, value);
        return changed === undefined ? [] : [[key, changed]];
      });
      this.put(path, objectOf(members));
    }
  }

  /** Puts members into an object, those that are new last: one edit, however many they are. */
  putAll(path: Path, members: readonly (readonly [string, Json])[]): void {
    if (members.length > 0) {
      const object = this.read(path);
      this.put(path, objectOf([...Object.entries(isObject(object) ? object : {}), ...members]));
    }
  }

  /** Gives a member another key, which has to be free, at the position that it has. */
  rename(path: Path, to: string): void {
    const value = this.read(path);
    if (value !== undefined) {
      const position = positionOf(this.read(path.slice(0, -1)), path.at(-1) ?? "");
      this.do({ path });
      this.do({ path: [...path.slice(0, -1), to], value, before: position });
    }
  }

  private do(edit: Edit): void {
    this.document = applyEdits(this.document, [edit]).document;
    this.edits.push(edit);
  }

  /** How far the place's containers are there: the index of the last key whose container is an object, or a list that takes it. */
  private depthOf(path: Path): number {
    let container: Json | undefined = this.document;
    let depth = 0;
    while (depth < path.length - 1) {
      const inner: Json | undefined = member(container, path[depth] ?? "");
      if (!isObject(inner) && !(Array.isArray(inner) && typeof path[depth + 1] === "number")) {
        return depth;
      }

      container = inner;
      depth++;
    }

    return depth;
  }

  /** Where a new key of the file, of its schedule or of a step belongs; undefined at the end, and where there is a value already. */
  private before(path: Path): number | undefined {
    const order = orderAt(path);
    const parent = this.read(path.slice(0, -1));
    if (!order || !isObject(parent) || Object.hasOwn(parent, String(path.at(-1)))) {
      return undefined;
    }

    const rank = order.indexOf(String(path.at(-1)));
    const position = Object.keys(parent as JsonObject).findIndex((key) => order.indexOf(key) > rank);
    return rank < 0 || position < 0 ? undefined : position;
  }
}
