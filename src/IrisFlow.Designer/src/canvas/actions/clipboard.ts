import { type Clip, clipText, pasteOf } from "../../document/clipboard";
import { groupsOf, notesOf, type Point, stepsOf } from "../../document/document";
import { readClip } from "../../document/readClip";
import { keepPlaces } from "../adding";
import { edit } from "../edit";
import { boxAround } from "../geometry";
import { freeGround, takenGround } from "../layout/beside";
import { type CanvasContext, inWords, pickedSteps, say, standsAt } from "./context";

/** The text of what is picked: steps, those of groups that are picked, and notes. */
export function copied(context: CanvasContext): string {
  return clipText(context.store.getState().history.document, picked(context), (name) => standsAt(context, name));
}

/** Why there is nothing to copy. */
export function nothingToCopy(context: CanvasContext): string | undefined {
  const { steps, notes } = picked(context);
  return steps.length + notes.length > 0 ? undefined : "No step and no note is picked.";
}

/** What a copy takes along, in words. */
export const wordsOfPicked = (context: CanvasContext) => wordsOf(picked(context));

/** Pastes steps from a text where they stood, or where one looks if that is out of sight, on free ground; they are picked then. */
export function paste(context: CanvasContext, text: string, incoming: boolean): void {
  const clip = readClip(text);
  if (typeof clip === "string") {
    say(clip);
    return;
  }

  const open = context.store.getState();
  const { commands, steps, notes } = pasteOf(open.history.document, clip, incoming, wayOf(context, clip));
  const words = wordsOf({ steps, notes });
  if (edit(context.store, [...keepPlaces(open), ...commands], { label: `paste ${words}` })) {
    open.select({ steps, notes });
    say(`Pasted ${words}.`);
    const [first] = steps;
    if (first !== undefined) {
      // What came without a place has one a moment later.
      requestAnimationFrame(() => context.view.reveal(first));
    }
  }
}

/** Puts what is picked on the clipboard, and says whether the browser let it. */
export async function toClipboard(context: CanvasContext): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(copied(context));
    say(`Copied ${wordsOfPicked(context)}.`);
    return true;
  } catch {
    say("The browser does not let the page write to the clipboard; Ctrl C and Ctrl X work.");
    return false;
  }
}

/** Pastes what the clipboard holds, where the browser lets the page read it. */
export async function fromClipboard(context: CanvasContext, incoming: boolean): Promise<void> {
  let text: string;
  try {
    text = await navigator.clipboard.readText();
  } catch {
    say("The browser does not let the page read the clipboard; Ctrl V works.");
    return;
  }

  paste(context, text, incoming);
}

function picked(context: CanvasContext): { steps: string[]; notes: string[] } {
  const { selection, history } = context.store.getState();
  const seated = groupsOf(history.document).flatMap(({ id, steps }) => (selection.groups.includes(id) ? steps : []));
  const wanted = new Set([...pickedSteps(context), ...seated]);
  return {
    steps: stepsOf(history.document).flatMap(({ name }) => (wanted.has(name) ? [name] : [])),
    notes: notesOf(history.document).flatMap(({ id }) => (selection.notes.includes(id) ? [id] : [])),
  };
}

/** How far pasted things go from where they stood: they keep their places to one another, as one block. */
function wayOf(context: CanvasContext, clip: Clip): Point {
  const boxes = takenGround({ document: clip, placed: {} }, context.catalog());
  if (boxes.length === 0) {
    return { x: 0, y: 0 };
  }

  const { history, placed } = context.store.getState();
  const block = boxAround(boxes, { sides: 0, top: 0 });
  const middle = context.view.middle();
  const from = context.view.sees(block)
    ? block
    : { ...block, x: middle.x - block.width / 2, y: middle.y - block.height / 2 };
  const to = freeGround(from, takenGround({ document: history.document, placed }, context.catalog()));
  return { x: to.x - block.x, y: to.y - block.y };
}

/** The steps by name while they are few, the notes by number: they have no name. */
function wordsOf({ steps, notes }: { steps: readonly string[]; notes: readonly string[] }): string {
  const parts = [
    inWords(steps, "steps"),
    notes.length > 1 ? `${notes.length} notes` : notes.length === 1 ? "a note" : "",
  ];
  return parts.filter((part) => part !== "").join(", ");
}
