import { stepMapOf, type WorkflowDocument } from "./document";

/** What a step can be called, in words. */
export const nameForm = "A name has 1 to 100 letters, digits, '-' and '_', and does not begin with '-'.";

/** Whether a text can be a step's name: a step is also a folder. */
export const isName = (text: string) => /^[A-Za-z0-9_][A-Za-z0-9_-]{0,99}$/.test(text);

/** A name for a new step that no step has: the last word of its activity, then with a number. */
export function freshName(document: WorkflowDocument, uses: string): string {
  const steps = stepMapOf(document);
  return fresh(wordOf(uses), (name) => steps.has(name));
}

/** The name itself if it is free, else the name with the first number that is free. */
export function fresh(name: string, isTaken: (name: string) => boolean): string {
  if (!isTaken(name)) {
    return name;
  }

  // With its number it has to be a name still, which is no longer than a hundred letters.
  const stem = name.replace(/-\d+$/, "").slice(0, 92);
  for (let number = 2; ; number++) {
    if (!isTaken(`${stem}-${number}`)) {
      return `${stem}-${number}`;
    }
  }
}

function wordOf(uses: string): string {
  const word = uses
    .slice(uses.lastIndexOf(".") + 1)
    .replace(/@\d+$/, "")
    .replace(/[^A-Za-z0-9_-]/g, "");
  return word === "" || word.startsWith("-") ? `step${word}` : word;
}
