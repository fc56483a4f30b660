import { stepMapOf, type WorkflowDocument } from "./document";

/** A name for a new step that no step has: the last word of its activity, then with a number. */
export function freshName(document: WorkflowDocument, uses: string, taken: ReadonlySet<string> = new Set()): string {
  const steps = stepMapOf(document);
  return fresh(wordOf(uses), (name) => steps.has(name) || taken.has(name));
}

/** The name itself if it is free, else the name with the first number that is free. */
export function fresh(name: string, isTaken: (name: string) => boolean): string {
  if (!isTaken(name)) {
    return name;
  }

  const stem = name.replace(/-\d+$/, "");
  for (let number = 2; ; number++) {
    if (!isTaken(`${stem}-${number}`)) {
      return `${stem}-${number}`;
    }
  }
}

function wordOf(uses: string): string {
  const word = uses.slice(uses.lastIndexOf(".") + 1).replace(/[^A-Za-z0-9_-]/g, "");
  return word === "" || word.startsWith("-") ? `step${word}` : word;
}
