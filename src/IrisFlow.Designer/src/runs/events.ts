import type { RunEvent } from "../api/runs";

/** The events of a step and kind whose texts hold every word. */
export function filtered(
  events: readonly RunEvent[],
  { step, event, words }: { step: string; event: string; words: string },
): RunEvent[] {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  return events.filter(
    (one) =>
      (step === "" || one.step === step) &&
      (event === "" || one.event === event) &&
      wanted.every((word) => `${one.step ?? ""} ${one.event} ${one.detail ?? ""}`.toLowerCase().includes(word)),
  );
}

// What terminals take for colours and movements: ESC [ … letter, ESC ] … BEL, and lone escapes.
const escapes = /\u001b(?:\[[0-9;?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)|[@-Z\\-_])/g;

/** A log as it is shown: whole lines, and what stands behind the last of them. */
export interface LogText {
  lines: readonly string[];
  /** The line that is not at its end yet, as it was printed. */
  rest: string;
}

export const emptyLog: LogText = { lines: [], rest: "" };

/** The log with what was printed since; only that is looked at. */
export function logWith({ lines, rest }: LogText, text: string): LogText {
  const parts = (rest + text).split("\n");
  const last = parts.pop() ?? "";
  return { lines: lines.concat(parts.map(shown)), rest: last };
}

/** The lines of a log, with the one that is not at its end. */
export const linesOf = ({ lines, rest }: LogText): readonly string[] =>
  rest === "" ? lines : lines.concat(shown(rest));

/** A line without what only a terminal understands. One that was written over is as it was at last. */
function shown(line: string): string {
  const plain = line.includes("\u001b") ? line.replace(escapes, "") : line;
  return plain.includes("\r") ? (plain.split("\r").filter(Boolean).at(-1) ?? "") : plain;
}
