import type { Finding } from "../api/client";
import type { WorkflowDocument } from "../document/document";
import type { DraftState } from "./DraftKeeper";

/** The file says something else than what the editing began from. */
export interface Conflict {
  base: WorkflowDocument;
  /** The ETag of the file that the editing began from. */
  begun: string | null;
  theirs: WorkflowDocument;
  etag: string | null;
}

/** How saving stands. */
export interface Saving {
  draft: DraftState;
  saving: boolean;
  /** When the draft was kept that was brought back; empty where nobody knows. */
  restored?: { at: string };
  conflict?: Conflict;
  /** What could not be done, in words; until it is put away or done. */
  trouble?: string;
  /** Why the last save was refused. */
  refused?: { message: string; findings: readonly Finding[] };
  /** The file is no JSON: its text, to be mended before anything is saved over it. */
  broken?: { text: string; findings: readonly Finding[] };
  /** The file was deleted while it was open. */
  gone?: boolean;
}
