import type { Changes } from "./changes";
import type { Command, NamedStep } from "./commands";
import { groupsOf, outputOf, type Point, stepOf, stepsOf } from "./document";
import { isObject, type Json, type JsonObject, objectIn, objectOf, type Path } from "./json";

type Of<K extends Command["do"]> = Extract<Command, { do: K }>;

const stepPath = (...path: Path): Path => ["definition", "steps", ...path];

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

/** Of two steps with one name, and of one whose name is taken, nothing is pasted twice. */
export function paste(changes: Changes, { steps, places }: Of<"paste">): void {
  const free = new Map<string, JsonObject>();
  for (const { name, step } of steps) {
    if (name !== "" && !free.has(name) && !stepOf(changes.document, name)) {
      free.set(name, step);
    }
  }

  changes.putAll(stepPath(), [...free]);
  changes.putAll(
    ["layout", "steps"],
    Object.entries(places).flatMap(([name, { x, y }]) => (free.has(name) ? [[name, { x, y }] as const] : [])),
  );
}

/** With a step go its wires at both ends, its place and its seat in a group. */
export function removeSteps(changes: Changes, { steps }: Of<"remove-steps">): void {
  const gone = new Set(steps);
  changes.each(stepPath(), (name, step) => (gone.has(name) ? undefined : withoutWires(step, gone)));
  changes.each(["layout", "steps"], (name, place) => (gone.has(name) ? undefined : place));
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
  // A place, or a seat, under the new name is left from a step that is gone.
  changes.take(["layout", "steps", to]);
  changes.rename(["layout", "steps", step], to);
  reseat(changes, (members) => members.filter((name) => name !== to).map((name) => (name === step ? to : name)));
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

export function setNote(changes: Changes, { step, text }: Of<"set-note">): void {
  const path = step === undefined ? ["definition", "note"] : stepPath(step, "note");
  if (text === "") {
    changes.take(path);
  } else if (step === undefined || stepOf(changes.document, step)) {
    changes.put(path, text);
  }
}

/** The step without the wires that began at steps that are gone. */
function withoutWires(step: Json, gone: ReadonlySet<string>): Json {
  const wires = Object.entries(objectIn(step, "from"));
  const kept = wires.filter(([, source]) => !gone.has(outputOf(String(source))?.step ?? ""));
  if (kept.length === wires.length || !isObject(step)) {
    return step;
  }

  return objectOf(
    Object.entries(step).flatMap(([key, value]): [string, Json][] =>
      key !== "from" ? [[key, value]] : kept.length > 0 ? [[key, objectOf(kept)]] : [],
    ),
  );
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
