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

/** A log as lines without what only a terminal understands. A line that was written over counts as it was at last. */
export function linesOf(text: string): string[] {
  const lines = text.replace(escapes, "").replaceAll("\r\n", "\n").split("\n");
  if (lines.at(-1) === "") {
    lines.pop();
  }
  return lines.map((line) => (line.includes("\r") ? (line.split("\r").filter(Boolean).at(-1) ?? "") : line));
}
