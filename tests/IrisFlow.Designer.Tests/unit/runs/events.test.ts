import { emptyLog, filtered, linesOf, logWith } from "@designer/runs/events";
import { expect, test } from "vitest";

test("Events are found by step, kind and every word", () => {
  const events = [
    { sequence: 1, at: "", event: "run-started", detail: "irisflow run iris" },
    { sequence: 2, at: "", event: "step-failed", step: "train", detail: "no column species" },
  ];
  expect(filtered(events, { step: "train", event: "", words: "" }).map((one) => one.sequence)).toEqual([2]);
  expect(
    filtered(events, { step: "", event: "step-failed", words: "SPECIES column" }).map((one) => one.sequence),
  ).toEqual([2]);
  expect(filtered(events, { step: "", event: "", words: "species iris" })).toEqual([]);
});

const log = "\u001b[31mred\u001b[0m\r\n10 %\r50 %\rdone\n\u001b]0;title\u0007plain\nlast";

test("A log is shown without the signs of a terminal, and a line that was written over as it was at last", () => {
  expect(linesOf(logWith(emptyLog, log))).toEqual(["red", "done", "plain", "last"]);
  expect(linesOf(emptyLog)).toEqual([]);
  expect(linesOf(logWith(emptyLog, "a\n\nb\n"))).toEqual(["a", "", "b"]);
});

test("A log that is read piece by piece has the lines of the whole, wherever the pieces end", () => {
  for (let at = 0; at <= log.length; at++) {
    expect(linesOf(logWith(logWith(emptyLog, log.slice(0, at)), log.slice(at)))).toEqual([
      "red",
      "done",
      "plain",
      "last",
    ]);
  }
});

test("What is new of a log leaves its lines as they are", () => {
  const before = logWith(emptyLog, "a\nb");
  const after = logWith(before, "c\n");
  expect(before.lines).toEqual(["a"]);
  expect(after.lines).toEqual(["a", "bc"]);
});
