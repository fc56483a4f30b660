import { type Command, labelOf } from "./commands";
import type { WorkflowDocument } from "./document";
import { applyEdits, type Edit } from "./edits";
import { editsOf } from "./perform";

/** One thing that was meant: what undo takes back at once. */
export interface Entry {
  readonly label: string;
  readonly edits: readonly Edit[];
  readonly inverse: readonly Edit[];
  /** While it is open, what is typed into the same place joins it. */
  readonly typing?: string;
}

/** A document and how it came about. */
export interface History {
  readonly document: WorkflowDocument;
  readonly past: readonly Entry[];
  readonly future: readonly Entry[];
}

export interface Intent {
  /** What undo says it takes back; else the words of the first command. */
  label?: string;
  /** The place that is typed into: what follows with the same place is the same entry, until {@link seal}. */
  typing?: string;
}

const kept = 1000;

export const begin = (document: WorkflowDocument): History => ({ document, past: [], future: [] });

/** Does commands as one entry. Commands that change nothing leave the history as it is. */
export function perform(history: History, commands: readonly Command[], intent: Intent = {}): History {
  const edits = editsOf(history.document, commands);
  const [first] = commands;
  if (edits.length === 0 || !first) {
    return history;
  }

  const { document, inverse } = applyEdits(history.document, edits);
  const last = history.past.at(-1);
  const joins = intent.typing !== undefined && last?.typing === intent.typing;
  const entry: Entry = joins
    ? { ...last, edits: [...last.edits, ...edits], inverse: [...inverse, ...last.inverse] }
    : { label: intent.label ?? labelOf(first), edits, inverse, typing: intent.typing };
  const before = joins ? history.past.slice(0, -1) : history.past;
  return { document, past: [...before, entry].slice(-kept), future: [] };
}

/** Takes the last entry back. */
export function undo(history: History): History {
  const entry = history.past.at(-1);
  if (!entry) {
    return history;
  }

  const { document } = applyEdits(history.document, entry.inverse);
  return seal({
    document,
    past: history.past.slice(0, -1),
    future: [{ ...entry, typing: undefined }, ...history.future],
  });
}

/** Does again what was taken back last. */
export function redo(history: History): History {
  const [entry, ...future] = history.future;
  return entry
    ? { document: applyEdits(history.document, entry.edits).document, past: [...history.past, entry], future }
    : history;
}

/** What is typed from here on is an entry of its own. */
export function seal(history: History): History {
  const last = history.past.at(-1);
  return last?.typing === undefined
    ? history
    : { ...history, past: [...history.past.slice(0, -1), { ...last, typing: undefined }] };
}
