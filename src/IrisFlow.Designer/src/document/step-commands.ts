import type { Changes } from "./changes";
import type { Command, NamedStep } from "./commands";
import { groupsOf, type Point, stepOf, stepsOf } from "./document";
import { type Json, type JsonObject, objectOf, type Path } from "./json";

type Of<K extends Command["do"]> = Extract<Command, { do: K }>;

const stepPath = (step: string, ...more: Path): Path => ["definition", "steps", step, ...more];

/** A new step comes last: steps stand in the order of their definition. */
export function addStep(changes: Changes, { name, uses, from, with: given, at }: Of<"add-step">): void {
  const members: [string, Json][] = [["uses", uses]];
  if (from && Object.keys(from).length > 0) {
    members.push(["from", from]);
  }

  if (given && Object.keys(given).length > 0) {
    members.push(["with", given]);
  }

  insert(changes, { name, step: objectOf(members) }, at);
}

export function paste(changes: Changes, { steps, places }: Of<"paste">): void {
  for (const step of steps) {
    insert(changes, step, Object.hasOwn(places, step.name) ? places[step.name] : undefined);
  }
}

/** With a step go its wires at both ends, its place and its seat in a group. */
export function removeSteps(changes: Changes, { steps }: Of<"remove-steps">): void {
  const gone = new Set(steps);
  for (const step of stepsOf(changes.document).filter((s) => !gone.has(s.name))) {
    for (const [port, source] of Object.entries(step.from)) {
      if (gone.has(source.slice(0, Math.max(0, source.indexOf("."))))) {
        changes.takeWithEmpty(stepPath(step.name, "from", port));
      }
    }
  }

  for (const name of gone) {
    changes.take(stepPath(name));
    changes.take(["layout", "steps", name]);
  }

  reseat(changes, (members) => members.filter((name) => !gone.has(name)));
}

/** All wires from the step go on to begin at it; it keeps its position in the file. */
export function renameStep(changes: Changes, { step, to }: Of<"rename-step">): void {
  if (to === "" || !stepOf(changes.document, step) || stepOf(changes.document, to)) {
    return;
  }

  for (const reader of stepsOf(changes.document)) {
    for (const [port, source] of Object.entries(reader.from)) {
      if (source.startsWith(`${step}.`)) {
        changes.put(stepPath(reader.name, "from", port), to + source.slice(step.length));
      }
    }
  }

  changes.rename(stepPath(step), to);
  changes.rename(["layout", "steps", step], to);
  reseat(changes, (members) => members.map((name) => (name === step ? to : name)));
}

export function setUses(changes: Changes, { step, uses }: Of<"set-uses">): void {
  if (stepOf(changes.document, step)) {
    changes.put(stepPath(step, "uses"), uses);
  }
}

export function wire(changes: Changes, { from, to }: Of<"wire">): void {
  if (stepOf(changes.document, to.step) && stepOf(changes.document, from.step)) {
    changes.put(stepPath(to.step, "from", to.port), `${from.step}.${from.port}`);
  }
}

export function unwire(changes: Changes, { step, port }: Of<"unwire">): void {
  changes.takeWithEmpty(stepPath(step, "from", port));
}

export function setParameter(changes: Changes, { step, path, value }: Of<"set-parameter">): void {
  if (stepOf(changes.document, step)) {
    changes.put(stepPath(step, "with", ...path), value);
  }
}

/** An empty `with` is not written. */
export function unsetParameter(changes: Changes, { step, path }: Of<"unset-parameter">): void {
  changes.take(stepPath(step, "with", ...path));
  dropEmpty(changes, stepPath(step, "with"));
}

export function setPolicy(changes: Changes, { step, key, value }: Of<"set-policy">): void {
  if (value === undefined) {
    changes.takeWithEmpty(stepPath(step, "policy", key));
  } else if (stepOf(changes.document, step)) {
    changes.put(stepPath(step, "policy", key), value);
  }
}

export function setNote(changes: Changes, { step, text }: Of<"set-note">): void {
  const path = step === undefined ? ["definition", "note"] : stepPath(step, "note");
  if (text === "") {
    changes.take(path);
  } else if (step === undefined || stepOf(changes.document, step)) {
    changes.put(path, text);
  }
}

function insert(changes: Changes, { name, step }: NamedStep, place: Point | undefined): void {
  if (name === "" || stepOf(changes.document, name)) {
    return;
  }

  changes.put(stepPath(name), step);
  if (place) {
    changes.put(["layout", "steps", name], { x: place.x, y: place.y });
  }
}

/** A group that loses its last member goes. */
function reseat(changes: Changes, members: (before: string[]) => string[]): void {
  for (const { id, steps } of groupsOf(changes.document)) {
    const after = members([...steps]);
    if (after.length === 0) {
      changes.take(["layout", "groups", id]);
    } else {
      changes.put(["layout", "groups", id, "steps"], after);
    }
  }
}

function dropEmpty(changes: Changes, path: Path): void {
  const value = changes.read(path);
  if (value !== undefined && Object.keys(value as JsonObject).length === 0) {
    changes.take(path);
  }
}
