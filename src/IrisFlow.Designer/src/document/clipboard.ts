import type { Command } from "./commands";
import {
  groupsOf,
  notesOf,
  outputOf,
  type Point,
  placesOf,
  stepMapOf,
  stepsOf,
  type WorkflowDocument,
} from "./document";
import { isObject, type Json, type JsonObject, objectIn, objectOf } from "./json";
import { writeJson } from "./jsonText";
import { fresh } from "./names";

/** What is on its way to another workflow or another tab: a document of its own, of the steps, groups and notes that were picked. */
export type Clip = WorkflowDocument;

/** The key by which a text on the clipboard is told as ours. */
export const clipMark = "irisflow-steps";

/** The text of steps and notes for the clipboard. A group goes along when all its steps do; what is not there is left out. */
export function clipText(
  document: WorkflowDocument,
  picked: { steps: readonly string[]; notes?: readonly string[] },
  placeOf: (step: string) => Point,
): string {
  const steps = new Set(picked.steps.filter((name) => stepMapOf(document).has(name)));
  const groups = groupsOf(document).filter((group) => group.steps.every((name) => steps.has(name)));
  const layout = {
    steps: objectOf([...steps].map((name) => [name, { ...placeOf(name) }])),
    groups: only(objectIn(document.layout, "groups"), new Set(groups.map((group) => group.id))),
    notes: only(objectIn(document.layout, "notes"), new Set(picked.notes)),
  };
  return writeJson({ [clipMark]: 1, steps: only(objectIn(document.definition, "steps"), steps), layout }, 2);
}

/** What a paste does, and what is there then. */
export interface Pasted {
  commands: Command[];
  steps: string[];
  notes: string[];
}

/**
 * The commands that paste a clip, moved by so much: steps get names that are free, wires among them follow the new names. A
 * wire from outside is kept when `incoming` says so and the step that it comes from is here. A step without a place gets none.
 */
export function pasteOf(document: WorkflowDocument, clip: Clip, incoming: boolean, by: Point): Pasted {
  const names = freshAll(
    stepsOf(clip).map((step) => step.name),
    stepMapOf(document).keys(),
  );
  const groups = freshAll(idsOf(groupsOf(clip)), idsOf(groupsOf(document)));
  const notes = freshAll(idsOf(notesOf(clip)), idsOf(notesOf(document)));
  const moved = ({ x, y }: Point) => ({ x: x + by.x, y: y + by.y });
  const commands: Command[] = [
    {
      do: "paste",
      steps: Object.entries(objectIn(clip.definition, "steps")).map(([name, step]) => ({
        name: called(names, name),
        step: rewired(step, names, document, incoming),
      })),
      places: Object.fromEntries([...placesOf(clip)].map(([name, place]) => [called(names, name), moved(place)])),
    },
    ...groupsOf(clip).flatMap(({ id, label, steps, collapsed }): Command[] => [
      { do: "group", id: called(groups, id), label, steps: steps.map((name) => called(names, name)) },
      { do: "change-group", id: called(groups, id), collapsed },
    ]),
    ...notesOf(clip).flatMap(({ id, text, width, height, ...place }): Command[] => [
      { do: "add-note", id: called(notes, id), text, at: moved(place) },
      { do: "change-note", id: called(notes, id), width, height },
    ]),
  ];
  return { commands, steps: [...names.values()], notes: [...notes.values()] };
}

/** For each name one that is free, also among the others. */
function freshAll(names: readonly string[], known: Iterable<string>): Map<string, string> {
  const taken = new Set(known);
  return new Map(
    names.map((name) => {
      const free = fresh(name, (one) => taken.has(one));
      taken.add(free);
      return [name, free];
    }),
  );
}

const called = (names: ReadonlyMap<string, string>, name: string) => names.get(name) ?? name;
const idsOf = (all: readonly { id: string }[]) => all.map((one) => one.id);

function rewired(
  step: Json,
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
  const members = Object.entries(isObject(step) ? step : {}).flatMap(([key, value]): [string, Json][] =>
    key !== "from" ? [[key, value]] : wires.length > 0 ? [["from", objectOf(wires)]] : [],
  );
  return objectOf(members);
}

function only(object: JsonObject, keys: ReadonlySet<string>): JsonObject {
  return objectOf(Object.entries(object).filter(([key]) => keys.has(key)));
}
