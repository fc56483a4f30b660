import { isObject, type Json, type JsonObject, member, objectIn, textIn } from "./json";
import { writeJson } from "./jsonText";

/**
 * An open workflow: the object of its file, and where things stand on the canvas. The object may hold anything, as the file
 * may: what is read here is read with care, what is not understood is kept.
 */
export type WorkflowDocument = { readonly definition: JsonObject; readonly layout: JsonObject };

export interface Point {
  x: number;
  y: number;
}

/** A step as the designer sees it. */
export interface StepView {
  name: string;
  uses: string;
  /** Input port to "step.port". */
  from: Readonly<Record<string, string>>;
  with: JsonObject;
  policy: JsonObject;
  note?: string;
}

/** A wire from an output to an input. */
export interface Wire {
  from: { step: string; port: string };
  to: { step: string; port: string };
}

export interface GroupView {
  id: string;
  label: string;
  steps: readonly string[];
  collapsed: boolean;
}

export interface NoteView extends Point {
  id: string;
  text: string;
  width: number;
  height: number;
}

export interface ParameterView {
  name: string;
  type: string;
  default?: Json;
  note?: string;
}

/** The document of a workflow that has no step yet. */
export function emptyDocument(workflow: string): WorkflowDocument {
  return { definition: { format: 1, workflow, steps: {} }, layout: {} };
}

/** The bytes by which documents are compared. */
export const textOf = (document: WorkflowDocument) => writeJson(document, 2);

/** All steps, in the order of their definition. Asked again of the same object, the answer is the same object. */
export const stepsOf = remembered(
  (steps) => Object.entries(steps).map(([name, step]) => stepView(name, step)),
  (document) => objectIn(document.definition, "steps"),
);

/** Step by name. */
export const stepMapOf = remembered(
  (steps) => new Map(Object.entries(steps).map(([name, step]) => [name, stepView(name, step)])),
  (document) => objectIn(document.definition, "steps"),
);

/** A step, if there is one of that name. */
export const stepOf = (document: WorkflowDocument, name: string): StepView | undefined => stepMapOf(document).get(name);

/** All wires, in the order of the steps that they end at. */
export const wiresOf = remembered(
  (steps) => Object.entries(steps).flatMap(([name, step]) => wiresInto(stepView(name, step))),
  (document) => objectIn(document.definition, "steps"),
);

/** The parameters of the workflow itself. */
export const parametersOf = remembered(
  (parameters): ParameterView[] =>
    Object.entries(parameters).map(([name, value]) => ({
      name,
      type: textIn(value, "type") ?? "string",
      default: member(value, "default"),
      note: textIn(value, "note"),
    })),
  (document) => objectIn(document.definition, "parameters"),
);

/** Where steps stand; a step without a place is placed by the layout. */
export const placesOf = remembered(
  (places) =>
    new Map(
      Object.entries(places).flatMap(([name, place]) =>
        isPlace(place) ? [[name, { x: Number(place.x), y: Number(place.y) }] as const] : [],
      ),
    ),
  (document) => objectIn(document.layout, "steps"),
);

export const groupsOf = remembered(
  (groups): GroupView[] =>
    Object.entries(groups).map(([id, group]) => ({
      id,
      label: textIn(group, "label") ?? id,
      steps: texts(member(group, "steps")),
      collapsed: member(group, "collapsed") === true,
    })),
  (document) => objectIn(document.layout, "groups"),
);

export const notesOf = remembered(
  (notes): NoteView[] =>
    Object.entries(notes).map(([id, note]) => ({
      id,
      text: textIn(note, "text") ?? "",
      x: numberIn(note, "x", 0),
      y: numberIn(note, "y", 0),
      width: numberIn(note, "width", 220),
      height: numberIn(note, "height", 100),
    })),
  (document) => objectIn(document.layout, "notes"),
);

/** "step.port" taken apart; names hold no dots. */
export function outputOf(source: string): { step: string; port: string } | undefined {
  const dot = source.indexOf(".");
  return dot < 1 || dot === source.length - 1 ? undefined : { step: source.slice(0, dot), port: source.slice(dot + 1) };
}

const views = new WeakMap<object, StepView>();

function stepView(name: string, step: Json): StepView {
  const known = isObject(step) ? views.get(step) : undefined;
  if (known?.name === name) {
    return known;
  }

  const from = Object.entries(objectIn(step, "from")).filter(
    (wire): wire is [string, string] => typeof wire[1] === "string",
  );
  const view: StepView = {
    name,
    uses: textIn(step, "uses") ?? "",
    from: Object.fromEntries(from),
    with: objectIn(step, "with"),
    policy: objectIn(step, "policy"),
    note: textIn(step, "note"),
  };
  if (isObject(step)) {
    views.set(step, view);
  }

  return view;
}

function wiresInto(step: StepView): Wire[] {
  return Object.entries(step.from).flatMap(([port, source]) => {
    const from = outputOf(source);
    return from ? [{ from, to: { step: step.name, port } }] : [];
  });
}

/** Computes once an object: documents are immutable, so an answer stays true as long as the object is there. */
function remembered<T extends object>(
  compute: (value: JsonObject) => T,
  of: (document: WorkflowDocument) => JsonObject,
) {
  const answers = new WeakMap<object, T>();
  return (document: WorkflowDocument): T => {
    const value = of(document);
    const known = answers.get(value) ?? compute(value);
    answers.set(value, known);
    return known;
  };
}

function isPlace(value: Json): value is JsonObject {
  return isObject(value) && Number.isFinite(value.x) && Number.isFinite(value.y);
}

function numberIn(value: Json, key: string, usual: number): number {
  const found = member(value, key);
  return typeof found === "number" ? found : usual;
}

function texts(value: Json | undefined): string[] {
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === "string") : [];
}
