import { sameContent } from "../document/diff";
import type { WorkflowDocument } from "../document/document";
import { readAnswer, writeJson } from "../document/jsonText";

/** What a browser remembers of a draft: when it was kept, and the file that it was begun from, for a merge after a reload. */
export interface Remembered {
  at: string;
  etag: string | null;
  base: WorkflowDocument;
}

const keyOf = (workflow: string) => `irisflow.draft.${workflow}`;

/** Remembers; a browser that keeps nothing costs comfort only. */
export function remember(workflow: string, remembered: Remembered | null): void {
  try {
    if (remembered) {
      localStorage.setItem(keyOf(workflow), writeJson(remembered));
    } else {
      localStorage.removeItem(keyOf(workflow));
    }
  } catch {
    // Full, or switched off.
  }
}

/** What was remembered last. */
export function recall(workflow: string): Remembered | null {
  try {
    return readAnswer(localStorage.getItem(keyOf(workflow)) ?? "null") as Remembered | null;
  } catch {
    return null;
  }
}

/** The same definition and the same places. */
export function sameDocument(one: WorkflowDocument, other: WorkflowDocument): boolean {
  return sameContent(one.definition, other.definition) && sameContent(one.layout, other.layout);
}
