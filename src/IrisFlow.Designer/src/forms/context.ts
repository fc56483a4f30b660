import { createContext, useContext } from "react";
import type { Finding } from "../api/client";

/** A column of the table that stands before a step, as the check of the definition knows it. */
export interface ShownColumn {
  name: string;
  type: string;
  nullable: boolean;
  /** False where the column may turn out not to be there. */
  certain: boolean;
}

/** The columns of an input; open where there may be others that nobody can know before a run. */
export interface ShownColumns {
  columns: readonly ShownColumn[];
  open: boolean;
}

/** A workflow parameter, as completion offers it. */
export interface OfferedParameter {
  name: string;
  type: string;
  note?: string;
}

/** What a form knows about the place it edits. */
export interface FormSurroundings {
  /** Workflow parameters that `${…}` can name. */
  parameters: readonly OfferedParameter[];
  /** The columns of an input port, or undefined while they are not known. */
  columnsOf(port: string): ShownColumns | undefined;
  /** Why no column of an input is known, in words; undefined where some are, and before the first check. */
  whyUnknown?(port: string): string | undefined;
  /** Source files that a field of a file may name. */
  files: readonly string[];
  /** Findings with their place as a pointer. */
  findings: readonly Finding[];
  /** Where the edited object stands in the definition, as a JSON pointer. */
  pointer: string;
  /** Nothing can be changed: an older version is shown. */
  readOnly?: boolean;
}

export const nothingKnown: FormSurroundings = {
  parameters: [],
  columnsOf: () => undefined,
  files: [],
  findings: [],
  pointer: "",
};

export const Surroundings = createContext<FormSurroundings>(nothingKnown);

/** What the form around a field knows. */
export function useSurroundings(): FormSurroundings {
  return useContext(Surroundings);
}

/** The findings at a place; with `below` those of everything inside it, too. */
export function findingsAt(findings: readonly Finding[], pointer: string, below = false): Finding[] {
  return findings.filter(({ pointer: place }) => place === pointer || (below && place?.startsWith(`${pointer}/`)));
}
