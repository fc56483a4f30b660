import type { Action } from "../../actions/action";
import { clipText, pasteOf, readClip } from "../../document/clipboard";
import type { Command } from "../../document/commands";
import { groupsOf, notesOf, type Point, stepsOf, wiresOf } from "../../document/document";
import { keepPlaces } from "../adding";
import { type CanvasContext, nonePicked, pickedSteps, say, standsAt } from "./context";

/** Undo, redo, the clipboard, and what is picked. */
export function editActions(context: CanvasContext): Action[] {
  const { store } = context;
  const open = () => store.getState();
  const section = "Edit";
  const needsPick = () => (pickedSteps(context).length > 0 ? undefined : nonePicked);
  return [
    {
      id: "edit.undo",
      label: "Undo",
      section,
      keys: ["Mod+Z"],
      refused: () => (open().history.past.length > 0 ? undefined : "There is nothing to undo."),
      run: () => say(`Undone: ${open().undo()}`),
    },
    {
      id: "edit.redo",
      label: "Redo",
      section,
      keys: ["Mod+Y", "Mod+Shift+Z"],
      refused: () => (open().history.future.length > 0 ? undefined : "There is nothing to redo."),
      run: () => say(`Done again: ${open().redo()}`),
    },
    {
      id: "edit.copy",
      label: "Copy",
      section,
      keys: ["Mod+C"],
      byBrowser: true,
      refused: needsPick,
      run: () => toClipboard(context),
    },
    {
      id: "edit.cut",
      label: "Cut",
      section,
      keys: ["Mod+X"],
      byBrowser: true,
      refused: needsPick,
      run: () => {
        toClipboard(context);
        removePicked(context);
      },
    },
    {
      id: "edit.paste",
      label: "Paste",
      section,
      keys: ["Mod+V"],
      byBrowser: true,
      run: () => fromClipboard(context, true),
    },
    {
      id: "edit.paste-bare",
      label: "Paste without incoming wires",
      section,
      keys: ["Mod+Shift+V"],
      byBrowser: true,
      run: () => fromClipboard(context, false),
    },
    {
      id: "edit.duplicate",
      label: "Duplicate",
      section,
      keys: ["Mod+D"],
      scope: "canvas",
      refused: needsPick,
      run: () => paste(context, copied(context), true),
    },
    {
      id: "edit.delete",
      label: "Delete what is picked",
      section,
      keys: ["Delete", "Backspace"],
      scope: "canvas",
      refused: () => (hasPick(context) ? undefined : "Nothing is picked."),
      run: () => removePicked(context),
    },
    {
      id: "edit.pick-all",
      label: "Pick all steps",
      section,
      keys: ["Mod+A"],
      scope: "canvas",
      run: () =>
        pick(
          context,
          stepsOf(open().history.document).map((step) => step.name),
        ),
    },
    {
      id: "edit.pick-none",
      label: "Pick nothing",
      section,
      keys: ["Escape"],
      scope: "canvas",
      run: () => open().select({}),
    },
    {
      id: "edit.pick-before",
      label: "Pick everything that leads here",
      section,
      keys: ["Shift+B"],
      scope: "canvas",
      refused: needsPick,
      run: () =>
        pick(
          context,
          closure(context, (wire) => [wire.to.step, wire.from.step]),
        ),
    },
    {
      id: "edit.pick-after",
      label: "Pick everything that follows from here",
      section,
      keys: ["Shift+A"],
      scope: "canvas",
      refused: needsPick,
      run: () =>
        pick(
          context,
          closure(context, (wire) => [wire.from.step, wire.to.step]),
        ),
    },
  ];
}

/** The text of the steps that are picked. */
export function copied(context: CanvasContext): string {
  return clipText(context.store.getState().history.document, pickedSteps(context), (name) => standsAt(context, name));
}

/** Pastes steps from a text, beside where they were or where one looks; they are picked then. */
export function paste(context: CanvasContext, text: string, incoming: boolean): void {
  const clip = readClip(text);
  if (typeof clip === "string") {
    say(clip);
    return;
  }

  const open = context.store.getState();
  const command = pasteOf(open.history.document, clip, incoming, landing(context, Object.values(clip.places)));
  open.perform([...keepPlaces(open), command]);
  open.select({ steps: command.steps.map((step) => step.name) });
  say(`Pasted ${command.steps.map((step) => step.name).join(", ")}.`);
}

/** Takes away what is picked: steps, groups (not their steps), notes, or a wire. */
export function removePicked(context: CanvasContext): void {
  const open = context.store.getState();
  const { selection } = open;
  const steps = pickedSteps(context);
  const commands: Command[] = [
    ...(steps.length > 0 ? [{ do: "remove-steps" as const, steps }] : []),
    ...selection.groups.map((id) => ({ do: "ungroup" as const, id })),
    ...selection.notes.map((id) => ({ do: "remove-note" as const, id })),
    ...(selection.wire ? [{ do: "unwire" as const, ...selection.wire }] : []),
  ];
  if (open.perform(commands)) {
    open.select({});
    say(steps.length > 0 ? `Removed ${steps.join(", ")}.` : "Removed.");
  }
}

function hasPick({ store }: CanvasContext): boolean {
  const { selection, history } = store.getState();
  return (
    selection.steps.length > 0 ||
    selection.wire !== undefined ||
    groupsOf(history.document).some((group) => selection.groups.includes(group.id)) ||
    notesOf(history.document).some((note) => selection.notes.includes(note.id))
  );
}

function pick(context: CanvasContext, steps: readonly string[]): void {
  context.store.getState().select({ steps });
  say(`${steps.length} steps are picked.`);
}

/** What is picked, and all that is reached from it by going along wires. */
function closure(
  context: CanvasContext,
  along: (wire: ReturnType<typeof wiresOf>[number]) => [string, string],
): string[] {
  const next = new Map<string, string[]>();
  for (const wire of wiresOf(context.store.getState().history.document)) {
    const [from, to] = along(wire);
    next.set(from, [...(next.get(from) ?? []), to]);
  }

  const reached = new Set(pickedSteps(context));
  for (const name of reached) {
    for (const other of next.get(name) ?? []) {
      reached.add(other);
    }
  }

  return [...reached];
}

/** Pasted steps keep their places to one another; where something stands already, all of them step aside. */
function landing(context: CanvasContext, places: readonly Point[]): (place: Point | undefined, index: number) => Point {
  const { history } = context.store.getState();
  const taken = new Set(stepsOf(history.document).map(({ name }) => key(standsAt(context, name))));
  const middle = context.view.middle();
  let shift = 0;
  while (places.some(({ x, y }) => taken.has(key({ x: x + shift, y: y + shift })))) {
    shift += 40;
  }

  return (place, index) =>
    place ? { x: place.x + shift, y: place.y + shift } : { x: middle.x + 40 * index, y: middle.y + 40 * index };
}

const key = ({ x, y }: Point) => `${x} ${y}`;

function toClipboard(context: CanvasContext): void {
  const steps = pickedSteps(context);
  navigator.clipboard.writeText(copied(context)).then(
    () => say(`Copied ${steps.join(", ")}.`),
    () => say("The browser does not let the page write to the clipboard; Ctrl C works."),
  );
}

function fromClipboard(context: CanvasContext, incoming: boolean): void {
  navigator.clipboard.readText().then(
    (text) => paste(context, text, incoming),
    () => say("The browser does not let the page read the clipboard; Ctrl V works."),
  );
}
