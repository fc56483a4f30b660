import type { StoreApi } from "zustand";
import type { Draft } from "../api/workflows";
import type { OpenWorkflow } from "../document/store";
import { recall } from "./remembered";
import type { Conflict } from "./state";

/** Shows a draft as an edit of what is open. One that was begun from another file is in conflict with it. */
export function bringBack(store: StoreApi<OpenWorkflow>, draft: Draft, label: string): Conflict | undefined {
  const { workflow, saved, perform } = store.getState();
  perform(
    [
      { do: "replace-definition", definition: draft.definition },
      { do: "replace-layout", layout: draft.layout },
    ],
    { label },
  );
  if (draft.base === saved.etag) {
    return undefined;
  }
  // Without the file that it began from, every difference has to be looked at.
  const known = recall(workflow);
  const base = known?.etag === draft.base && known ? known.base : { definition: {}, layout: {} };
  return { base, begun: draft.base, theirs: saved.document, etag: saved.etag };
}
