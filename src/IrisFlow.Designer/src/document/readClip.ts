import type { Clip } from "./clipboard";
import { clipMark } from "./clipboard";
import { outputOf } from "./document";
import { isObject, type Json, type JsonObject, member, objectIn, objectOf, textIn } from "./json";
import { readJson } from "./jsonText";
import { isName, nameForm } from "./names";

const stepKeys = ["uses", "from", "with", "policy", "note"];
const limits = { characters: 2_000_000, steps: 2000, others: 500, place: 1_000_000, size: 5000 };
const usesForm = /^[A-Za-z0-9_][A-Za-z0-9._-]{0,199}(@\d{1,9})?$/;

/** Steps and notes from a text that anybody may have written: a clip, or a workflow file. The answer may be a sentence that says why not. */
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

  if (!isObject(root) || !isObject(root.steps) || (!Object.hasOwn(root, clipMark) && root.format !== 1)) {
    return "There are no steps on the clipboard.";
  }

  const steps = Object.entries(root.steps);
  if (steps.length > limits.steps) {
    return `There are ${steps.length} steps on the clipboard; at most ${limits.steps} are pasted at once.`;
  }

  for (const [name, step] of steps) {
    const fault = faultOf(name, step);
    if (fault !== undefined) {
      return `The steps on the clipboard can't be used: ${fault}`;
    }
  }

  return { definition: { steps: root.steps }, layout: layoutOf(objectIn(root, "layout"), root.steps) };
}

function faultOf(name: string, step: Json): string | undefined {
  if (!isName(name)) {
    return `'${name.slice(0, 40)}' is no name of a step. ${nameForm}`;
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

  return Object.hasOwn(step, "note") && typeof step.note !== "string"
    ? `the note of '${name}' is not a text.`
    : undefined;
}

/** Where things stand, as far as it can be used. What is misshapen is left out: no step depends on it. */
function layoutOf(layout: JsonObject, steps: JsonObject): JsonObject {
  const members = (key: string) => Object.entries(objectIn(layout, key));
  return {
    steps: objectOf(
      members("steps").flatMap(([name, place]) =>
        Object.hasOwn(steps, name) && isPlaced(place) ? [[name, pointOf(place)]] : [],
      ),
    ),
    groups: objectOf(
      members("groups")
        .slice(0, limits.others)
        .flatMap(([id, group]) => groupOf(id, group, steps)),
    ),
    notes: objectOf(
      members("notes")
        .slice(0, limits.others)
        .flatMap(([id, note]) => noteOf(id, note)),
    ),
  };
}

function groupOf(id: string, group: Json, steps: JsonObject): [string, JsonObject][] {
  const listed = member(group, "steps");
  const seated = Array.isArray(listed)
    ? [...new Set(listed)].filter((name) => typeof name === "string" && Object.hasOwn(steps, name))
    : [];
  const collapsed = member(group, "collapsed") === true;
  return seated.length === 0 ? [] : [[id, { label: textIn(group, "label") ?? id, steps: seated, collapsed }]];
}

function noteOf(id: string, note: Json): [string, JsonObject][] {
  const size = ["width", "height"].flatMap((key): [string, Json][] => {
    const length = member(note, key);
    return isWithin(length, limits.size) && length > 0 ? [[key, length]] : [];
  });
  const text = textIn(note, "text") ?? "";
  return isPlaced(note) ? [[id, { text, ...pointOf(note), ...objectOf(size) }]] : [];
}

const isWithin = (value: Json | undefined, limit: number): value is number =>
  typeof value === "number" && Math.abs(value) < limit;

const isPlaced = (value: Json) => ["x", "y"].every((key) => isWithin(member(value, key), limits.place));

const pointOf = (value: Json) => ({ x: member(value, "x") ?? 0, y: member(value, "y") ?? 0 });
