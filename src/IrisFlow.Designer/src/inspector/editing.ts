import { useCallback } from "react";
import type { WorkflowDocument } from "../document/document";
import { applyEdits, type Edit } from "../document/edits";
import type { Intent } from "../document/history";
import { at, isObject, type Json, type JsonObject, type Path } from "../document/json";
import { useDocumentStore } from "../document/useDocument";

// Where a new key belongs in a file, in its schedule and in a step, as the canonical text has them.
const fileKeys = ["format", "workflow", "note", "parameters", "schedule", "steps"];
const scheduleKeys = ["cron", "zone", "parameters", "catchUp", "overlap", "startDeadline", "pauseAfter"];
const stepKeys = ["uses", "from", "with", "policy", "note"];

function orderAt(path: Path): readonly string[] {
  if (path.length === 1) {
    return fileKeys;
  }
  return path.length === 2 && path[0] === "schedule" ? scheduleKeys : path.length === 3 ? stepKeys : [];
}

/** The definition with another value at a place; without it for undefined. Objects on the way there are made. */
export function definitionWith(definition: JsonObject, path: Path, value: Json | undefined): JsonObject {
  let made = definition;
  for (let depth = 1; depth < path.length && value !== undefined; depth++) {
    if (!isObject(at(made, path.slice(0, depth)))) {
      made = applyEdits(made, [editOf(made, path.slice(0, depth), {})]).document;
    }
  }
  if (value === undefined && at(made, path) === undefined) {
    return made;
  }
  return applyEdits(made, [editOf(made, path, value)]).document;
}

function editOf(definition: JsonObject, path: Path, value: Json | undefined): Edit {
  const parent = at(definition, path.slice(0, -1));
  const key = String(path.at(-1));
  const order = orderAt(path);
  if (value === undefined || !isObject(parent) || Object.hasOwn(parent, key) || !order.includes(key)) {
    return value === undefined ? { path } : { path, value };
  }
  const before = Object.keys(parent).findIndex((one) => order.indexOf(one) > order.indexOf(key));
  return before < 0 ? { path, value } : { path, value, before };
}

/** Replaces a value of the open definition, as one entry of the history; keys that nobody knows stay where they are. */
export function useReplace(): (path: Path, value: Json | undefined, intent: Intent) => void {
  const store = useDocumentStore();
  return useCallback(
    (path, value, intent) => {
      const { history, perform } = store.getState();
      const { definition }: WorkflowDocument = history.document;
      perform({ do: "replace-definition", definition: definitionWith(definition, path, value) }, intent);
    },
    [store],
  );
}
