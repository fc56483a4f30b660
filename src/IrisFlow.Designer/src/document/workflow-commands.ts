import type { Changes } from "./changes";
import type { Command } from "./commands";
import { groupsOf, notesOf, parametersOf, stepOf, stepsOf } from "./document";
import { isObject, type Json, objectOf } from "./json";

type Of<K extends Command["do"]> = Extract<Command, { do: K }>;

export function setWorkflowParameter(changes: Changes, command: Of<"set-workflow-parameter">): void {
  const members: [string, Json][] = [["type", command.type]];
  if (command.default !== undefined) {
    members.push(["default", command.default]);
  }

  if (command.note) {
    members.push(["note", command.note]);
  }

  if (command.name !== "") {
    changes.put(["definition", "parameters", command.name], objectOf(members));
  }
}

/** What names the parameter as `${name}` names it anew; the schedule's value of it goes with it. */
export function renameWorkflowParameter(changes: Changes, { name, to }: Of<"rename-workflow-parameter">): void {
  const names = parametersOf(changes.document).map((parameter) => parameter.name);
  if (to === "" || !names.includes(name) || names.includes(to)) {
    return;
  }

  changes.rename(["definition", "parameters", name], to);
  const values = ["definition", "schedule", "parameters"];
  // A value for a parameter that was not there may stand under the new name: it is left as it is.
  if (changes.read([...values, to]) === undefined) {
    changes.rename([...values, name], to);
  }

  for (const step of stepsOf(changes.document)) {
    const renamed = replaced(step.with, `\${${name}}`, `\${${to}}`);
    if (renamed !== step.with) {
      changes.put(["definition", "steps", step.name, "with"], renamed);
    }
  }
}

/** With it goes the value that the schedule gives it. */
export function removeWorkflowParameter(changes: Changes, { name }: Of<"remove-workflow-parameter">): void {
  if (changes.read(["definition", "parameters", name]) !== undefined) {
    changes.takeWithEmpty(["definition", "parameters", name]);
    changes.takeWithEmpty(["definition", "schedule", "parameters", name]);
  }
}

export function move(changes: Changes, { steps, notes }: Of<"move">): void {
  for (const [name, { x, y }] of Object.entries(steps).filter(([step]) => stepOf(changes.document, step))) {
    changes.put(["layout", "steps", name], { x, y });
  }

  for (const [id, { x, y }] of Object.entries(notes ?? {}).filter(([note]) =>
    notesOf(changes.document).some((n) => n.id === note),
  )) {
    changes.put(["layout", "notes", id, "x"], x);
    changes.put(["layout", "notes", id, "y"], y);
  }
}

/** A step sits in one group at most: the new group takes its members from where they sat. */
export function group(changes: Changes, { id, label, steps }: Of<"group">): void {
  const members = steps.filter((step) => stepOf(changes.document, step));
  if (id === "" || members.length === 0) {
    return;
  }

  for (const other of groupsOf(changes.document).filter((g) => g.id !== id)) {
    const left = other.steps.filter((step) => !members.includes(step));
    if (left.length === 0) {
      changes.take(["layout", "groups", other.id]);
    } else {
      changes.put(["layout", "groups", other.id, "steps"], left);
    }
  }

  changes.put(["layout", "groups", id], { label, steps: members });
}

export function changeGroup(changes: Changes, { id, label, collapsed }: Of<"change-group">): void {
  if (!groupsOf(changes.document).some((g) => g.id === id)) {
    return;
  }

  if (label !== undefined) {
    changes.put(["layout", "groups", id, "label"], label);
  }

  if (collapsed) {
    changes.put(["layout", "groups", id, "collapsed"], true);
  } else if (collapsed === false) {
    changes.take(["layout", "groups", id, "collapsed"]);
  }
}

export function ungroup(changes: Changes, { id }: Of<"ungroup">): void {
  changes.takeWithEmpty(["layout", "groups", id]);
}

export function addNote(changes: Changes, { id, text, at }: Of<"add-note">): void {
  if (id !== "" && !notesOf(changes.document).some((note) => note.id === id)) {
    changes.put(["layout", "notes", id], { text, x: at.x, y: at.y });
  }
}

export function changeNote(changes: Changes, { id, text, width, height }: Of<"change-note">): void {
  if (!notesOf(changes.document).some((note) => note.id === id)) {
    return;
  }

  for (const [key, value] of Object.entries({ text, width, height })) {
    if (value !== undefined) {
      changes.put(["layout", "notes", id, key], value);
    }
  }
}

export function removeNote(changes: Changes, { id }: Of<"remove-note">): void {
  changes.takeWithEmpty(["layout", "notes", id]);
}

/** The value with a text replaced wherever it stands; the same object where it stands nowhere. */
function replaced<T extends Json>(value: T, from: string, to: string): T {
  if (typeof value === "string") {
    return value.replaceAll(from, () => to) as T;
  }

  if (Array.isArray(value)) {
    const items = value.map((item: Json) => replaced(item, from, to));
    return (items.some((item, index) => item !== value[index]) ? items : value) as T;
  }

  if (isObject(value)) {
    const members = Object.entries(value).map(([key, inner]) => [key, replaced(inner, from, to)] as const);
    return (members.some(([key, inner]) => inner !== value[key]) ? objectOf(members) : value) as T;
  }

  return value;
}
