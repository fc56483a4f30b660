import type { Action } from "../../actions/action";
import type { Command } from "../../document/commands";
import { groupsOf, notesOf, stepOf, stepsOf } from "../../document/document";
import { followingFrom, leadingTo } from "../../document/reach";
import { edit } from "../edit";
import { copied, fromClipboard, nothingToCopy, paste, toClipboard } from "./clipboard";
import { type CanvasContext, inWords, nonePicked, pickedSteps, say } from "./context";

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
      refused: () => nothingToCopy(context),
      run: () => void toClipboard(context),
    },
    {
      id: "edit.cut",
      label: "Cut",
      section,
      keys: ["Mod+X"],
      byBrowser: true,
      refused: () => nothingToCopy(context),
      run: async () => {
        if (await toClipboard(context)) {
          removePicked(context);
        }
      },
    },
    {
      id: "edit.paste",
      label: "Paste",
      section,
      keys: ["Mod+V"],
      byBrowser: true,
      run: () => void fromClipboard(context, true),
    },
    {
      id: "edit.paste-bare",
      label: "Paste without incoming wires",
      section,
      keys: ["Mod+Shift+V"],
      byBrowser: true,
      run: () => void fromClipboard(context, false),
    },
    {
      id: "edit.duplicate",
      label: "Duplicate",
      section,
      keys: ["Mod+D"],
      scope: "canvas",
      refused: () => nothingToCopy(context),
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
      run: () => pick(context, [...leadingTo(open().history.document, pickedSteps(context))]),
    },
    {
      id: "edit.pick-after",
      label: "Pick everything that follows from here",
      section,
      keys: ["Shift+A"],
      scope: "canvas",
      refused: needsPick,
      run: () => pick(context, [...followingFrom(open().history.document, pickedSteps(context))]),
    },
  ];
}

/** Takes away what is picked: steps, groups (not their steps), notes and wires. */
export function removePicked(context: CanvasContext): void {
  const open = context.store.getState();
  const { selection } = open;
  const steps = pickedSteps(context);
  const commands: Command[] = [
    ...(steps.length > 0 ? [{ do: "remove-steps" as const, steps }] : []),
    ...selection.groups.map((id) => ({ do: "ungroup" as const, id })),
    ...selection.notes.map((id) => ({ do: "remove-note" as const, id })),
    ...selection.wires.map((input) => ({ do: "unwire" as const, ...input })),
  ];
  if (edit(context.store, commands)) {
    open.select({});
    say(steps.length > 0 ? `Removed ${inWords(steps, "steps")}.` : "Removed.");
  }
}

function hasPick(context: CanvasContext): boolean {
  const { selection, history } = context.store.getState();
  return (
    pickedSteps(context).length > 0 ||
    selection.wires.length > 0 ||
    groupsOf(history.document).some((group) => selection.groups.includes(group.id)) ||
    notesOf(history.document).some((note) => selection.notes.includes(note.id))
  );
}

function pick(context: CanvasContext, steps: readonly string[]): void {
  const { select, history } = context.store.getState();
  const known = steps.filter((name) => stepOf(history.document, name));
  select({ steps: known });
  say(known.length === 1 ? "One step is picked." : `${known.length} steps are picked.`);
}
