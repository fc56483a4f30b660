import type { Action } from "../../actions/action";
import type { Command, Places } from "../../document/commands";
import { groupsOf, notesOf, type Point } from "../../document/document";
import { fresh } from "../../document/names";
import { keepPlaces } from "../adding";
import { useCanvas } from "../canvasState";
import { edit, locked } from "../edit";
import { grid, leastNote } from "../geometry";
import { freeGround, takenGround } from "../layout/beside";
import { layOut } from "../layout/layout";
import { type CanvasContext, nonePicked, pickedSteps, say, standsAt } from "./context";

const directions = [
  { name: "left", x: -1, y: 0, key: "ArrowLeft", size: "narrower" },
  { name: "right", x: 1, y: 0, key: "ArrowRight", size: "wider" },
  { name: "up", x: 0, y: -1, key: "ArrowUp", size: "lower" },
  { name: "down", x: 0, y: 1, key: "ArrowDown", size: "higher" },
];

/** Moving, laying out, groups and notes. */
export function arrangeActions(context: CanvasContext): Action[] {
  const open = () => context.store.getState();
  const section = "Arrange";
  const canMove = () => (pickedSteps(context).length + open().selection.notes.length > 0 ? undefined : nonePicked);
  const pickedGroup = () =>
    groupsOf(open().history.document).find(
      (group) =>
        open().selection.groups.includes(group.id) || pickedSteps(context).some((name) => group.steps.includes(name)),
    );
  const needsGroup = () => (pickedGroup() ? undefined : "No group is picked.");
  return [
    ...directions.flatMap(({ name, x, y, key, size }): Action[] => [
      {
        id: `arrange.${name}`,
        label: `Move ${name}`,
        section,
        keys: [key],
        scope: "canvas",
        refused: canMove,
        run: () => nudge(context, x * grid, y * grid),
      },
      {
        id: `arrange.far-${name}`,
        label: `Move far ${name}`,
        section,
        keys: [`Shift+${key}`],
        scope: "canvas",
        refused: canMove,
        run: () => nudge(context, x * 10 * grid, y * 10 * grid),
      },
      {
        id: `arrange.${size}`,
        label: `Make the note ${size}`,
        section,
        keys: [`Alt+Shift+${key}`],
        scope: "canvas",
        refused: () => (open().selection.notes.length > 0 ? undefined : "No note is picked."),
        run: () => resize(context, x * 2 * grid, y * 2 * grid),
      },
    ]),
    {
      id: "arrange.layout",
      label: "Lay out all steps",
      section,
      keys: ["L"],
      scope: "canvas",
      run: () => layOutAll(context),
    },
    {
      id: "arrange.group",
      label: "Group the steps that are picked",
      section,
      keys: ["Mod+G"],
      scope: "canvas",
      refused: () => (pickedSteps(context).length > 0 ? undefined : nonePicked),
      run: () => {
        const taken = groupsOf(open().history.document).map((group) => group.id);
        const id = fresh("group-1", (name) => taken.includes(name));
        if (edit(context.store, { do: "group", id, label: "Group", steps: pickedSteps(context) })) {
          open().select({ groups: [id] });
          useCanvas.getState().setOver({ show: "label-group", id });
        }
      },
    },
    {
      id: "arrange.ungroup",
      label: "Ungroup",
      section,
      keys: ["Mod+Shift+G"],
      scope: "canvas",
      refused: needsGroup,
      run: () => edit(context.store, { do: "ungroup", id: pickedGroup()?.id ?? "" }),
    },
    {
      id: "arrange.fold",
      label: "Fold or unfold the group",
      section,
      keys: ["F"],
      scope: "canvas",
      refused: needsGroup,
      run: () => {
        const group = pickedGroup();
        if (group) {
          edit(
            context.store,
            [...keepPlaces(open()), { do: "change-group", id: group.id, collapsed: !group.collapsed }],
            {
              label: group.collapsed ? "unfold a group" : "fold a group",
            },
          );
          open().select({ groups: [group.id] });
        }
      },
    },
    {
      id: "arrange.label-group",
      label: "Rename the group",
      section,
      refused: needsGroup,
      run: () => useCanvas.getState().setOver({ show: "label-group", id: pickedGroup()?.id ?? "" }),
    },
    {
      id: "arrange.note",
      label: "Add a note",
      section,
      keys: ["N"],
      scope: "canvas",
      run: () => {
        const taken = notesOf(open().history.document).map((note) => note.id);
        const id = fresh("note-1", (name) => taken.includes(name));
        if (edit(context.store, { do: "add-note", id, text: "", at: groundForNote(context) })) {
          open().select({ notes: [id] });
        }
      },
    },
  ];
}

/** A place in the middle of what is seen, or below it, where nothing stands. */
function groundForNote(context: CanvasContext): Point {
  const { history, placed } = context.store.getState();
  const taken = takenGround({ document: history.document, placed }, context.catalog());
  const { x, y } = freeGround({ ...context.view.middle(), width: 220, height: 100 }, taken);
  return { x, y };
}

/** Moves what is picked; as long as one goes on with the same things, it is one entry of the history. */
function nudge(context: CanvasContext, x: number, y: number): void {
  const open = context.store.getState();
  const steps: Places = Object.fromEntries(
    pickedSteps(context).map((name) => [name, moved(standsAt(context, name), x, y)]),
  );
  const notes: Places = Object.fromEntries(
    notesOf(open.history.document)
      .filter((note) => open.selection.notes.includes(note.id))
      .map((note) => [note.id, moved(note, x, y)]),
  );
  edit(context.store, [...keepPlaces(open), { do: "move", steps, notes }], {
    typing: `move ${Object.keys(steps)} ${Object.keys(notes)}`,
    label: "move",
  });
}

/** Makes the notes that are picked wider and higher by so much; they stay large enough to write in. */
function resize(context: CanvasContext, width: number, height: number): void {
  const { selection, history } = context.store.getState();
  const notes = notesOf(history.document).filter((note) => selection.notes.includes(note.id));
  const commands = notes.map(
    (note): Command => ({
      do: "change-note",
      id: note.id,
      width: Math.max(leastNote.width, note.width + width),
      height: Math.max(leastNote.height, note.height + height),
    }),
  );
  edit(context.store, commands, { typing: `size ${notes.map((note) => note.id)}`, label: "change a note" });
}

/** One entry of the history, however many steps it moves. */
async function layOutAll(context: CanvasContext): Promise<void> {
  const before = context.store.getState();
  const { document } = before.history;
  const refused = locked(before);
  say(refused ?? "Laying out…");
  if (refused !== undefined) {
    return;
  }

  try {
    const places = await layOut({ document, placed: before.placed }, context.catalog());
    const command: Command = { do: "move", steps: places };
    edit(context.store, command, { label: "lay out all steps" });
    context.view.fit();
    say("The steps are laid out.");
  } catch {
    say("The layout failed; the steps stay where they are.");
  }
}

const moved = (from: { x: number; y: number }, x: number, y: number) => ({ x: from.x + x, y: from.y + y });
