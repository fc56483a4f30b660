import type { Command, NamedStep, Places } from "./commands";
import { outputOf, type Point, stepMapOf, type WorkflowDocument } from "./document";
import { isObject, type Json, type JsonObject, member, objectIn, objectOf, textIn } from "./json";
import { readJson, writeJson } from "./jsonText";
import { fresh } from "./names";

/** Steps on their way from one workflow to another, or to another tab. */
export interface Clip {
  steps: readonly NamedStep[];
  places: Places;
}

const mark = "irisflow-steps";
const stepKeys = ["uses", "from", "with", "policy", "note"];
const limits = { characters: 2_000_000, steps: 2000, depth: 40 };
const nameForm = /^[A-Za-z0-9_][A-Za-z0-9_-]{0,99}$/;
const usesForm = /^[A-Za-z0-9_][A-Za-z0-9._-]{0,199}$/;

/** The text of steps for the clipboard; steps and places that are not there are left out. */
export function clipText(
  document: WorkflowDocument,
  names: readonly string[],
  placeOf: (name: string) => Point,
): string {
  const steps = objectIn(document.definition, "steps");
  const present = Object.keys(steps).filter((name) => names.includes(name));
  return writeJson(
    {
      [mark]: 1,
      steps: objectOf(present.map((name) => [name, member(steps, name) ?? null])),
      places: objectOf(present.map((name) => [name, { ...placeOf(name) }])),
    },
    2,
  );
}

/** Steps from a text that anybody may have written: a clip, or a workflow file. The answer may be a sentence that says why not. */
export function readClip(text: string): Clip | string {
  if (text.length > limits.characters) {
    return "What is on the clipboard is too long to be steps.";
  }

  let root: Json;
  try {
    root = readJson(text);
  } catch {
    return "There are no steps on the clipboard.";
  }

  if (!isObject(root) || !isObject(root.steps) || (!Object.hasOwn(root, mark) && root.format !== 1)) {
    return "There are no steps on the clipboard.";
  }

  const entries = Object.entries(root.steps);
  if (entries.length > limits.steps) {
    return `There are ${entries.length} steps on the clipboard; at most ${limits.steps} are pasted at once.`;
  }

  const steps: NamedStep[] = [];
  for (const [name, step] of entries) {
    const fault = faultOf(name, step);
    if (fault !== undefined || !isObject(step)) {
      return `The steps on the clipboard can't be used: ${fault}`;
    }

    steps.push({ name, step });
  }

  const places = Object.entries(objectIn(root, "places")).flatMap(([name, place]) => {
    const [x, y] = [member(place, "x"), member(place, "y")];
    return steps.some((step) => step.name === name) && isFinitePlace(x) && isFinitePlace(y)
      ? [[name, { x, y }] as const]
      : [];
  });
  return { steps, places: Object.fromEntries(places) };
}

/**
 * The command that pastes a clip: steps get names that are free, wires among them follow the new names. A wire from outside
 * is kept when `incoming` says so and the step that it comes from is here.
 */
export function pasteOf(
  document: WorkflowDocument,
  clip: Clip,
  incoming: boolean,
  placed: (place: Point | undefined, index: number) => Point,
): Extract<Command, { do: "paste" }> {
  const names = new Map<string, string>();
  for (const { name } of clip.steps) {
    const taken = new Set(names.values());
    names.set(
      name,
      fresh(name, (free) => stepMapOf(document).has(free) || taken.has(free)),
    );
  }

  const steps = clip.steps.map(({ name, step }) => ({
    name: names.get(name) ?? name,
    step: rewired(step, names, document, incoming),
  }));
  const places = clip.steps.map(
    ({ name }, index) =>
      [
        names.get(name) ?? name,
        placed(Object.hasOwn(clip.places, name) ? clip.places[name] : undefined, index),
      ] as const,
  );
  return { do: "paste", steps, places: Object.fromEntries(places) };
}

function rewired(
  step: JsonObject,
  names: ReadonlyMap<string, string>,
  document: WorkflowDocument,
  incoming: boolean,
): JsonObject {
  const wires = Object.entries(objectIn(step, "from")).flatMap(([port, source]): [string, Json][] => {
    const from = outputOf(String(source));
    const renamed = from && names.get(from.step);
    if (from && renamed !== undefined) {
      return [[port, `${renamed}.${from.port}`]];
    }

    return from && incoming && stepMapOf(document).has(from.step) ? [[port, source]] : [];
  });
  const members = Object.entries(step).flatMap(([key, value]): [string, Json][] =>
    key !== "from" ? [[key, value]] : wires.length > 0 ? [["from", objectOf(wires)]] : [],
  );
  return objectOf(members);
}

function faultOf(name: string, step: Json): string | undefined {
  if (!nameForm.test(name)) {
    return "a step's name has 1 to 100 letters, digits, '-' and '_'.";
  }

  if (!isObject(step)) {
    return `'${name}' is not an object.`;
  }

  const strange = Object.keys(step).find((key) => !stepKeys.includes(key));
  if (strange !== undefined) {
    return `'${name}' has a key '${strange.slice(0, 40)}' that means nothing here.`;
  }

  if (!usesForm.test(textIn(step, "uses") ?? "")) {
    return `'${name}' does not say which activity it uses.`;
  }

  const misshapen = ["from", "with", "policy"].find((key) => Object.hasOwn(step, key) && !isObject(step[key]));
  if (misshapen !== undefined) {
    return `'${misshapen}' of '${name}' is not an object.`;
  }

  if (Object.values(objectIn(step, "from")).some((source) => typeof source !== "string" || !outputOf(source))) {
    return `an input of '${name}' is not wired to "step.port".`;
  }

  if (Object.hasOwn(step, "note") && typeof step.note !== "string") {
    return `the note of '${name}' is not a text.`;
  }

  return depthOf(step) > limits.depth ? `'${name}' is nested too deep.` : undefined;
}

function depthOf(value: Json): number {
  return typeof value === "object" && value !== null ? 1 + Math.max(0, ...Object.values(value).map(depthOf)) : 0;
}

function isFinitePlace(value: Json | undefined): value is number {
  return typeof value === "number" && Math.abs(value) < 1_000_000;
}
