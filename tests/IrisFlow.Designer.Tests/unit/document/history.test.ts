import type { Command } from "@designer/document/commands";
import { textOf } from "@designer/document/document";
import { begin, type History, perform, redo, seal, undo } from "@designer/document/history";
import fc from "fast-check";
import { expect, test } from "vitest";
import { command } from "./arbitrary";
import { iris } from "./iris";

const seed = 20261121;

test("A hundred random edits and as many undos give the same bytes, and redoing gives the edited ones", () => {
  fc.assert(
    fc.property(fc.array(command, { minLength: 100, maxLength: 100 }), (commands) => {
      const edited = commands.reduce<History>((history, one) => perform(history, [one]), begin(iris));
      const undone = edited.past.reduce<History>((history) => undo(history), edited);
      expect(textOf(undone.document)).toBe(textOf(iris));

      const redone = undone.future.reduce<History>((history) => redo(history), undone);
      expect(textOf(redone.document)).toBe(textOf(edited.document));
    }),
    { seed, numRuns: 100 },
  );
});

test("Each undo on the way gives the bytes from before its edit", () => {
  fc.assert(
    fc.property(fc.array(command, { minLength: 20, maxLength: 20 }), (commands) => {
      let history = begin(iris);
      const texts: string[] = [];
      for (const one of commands) {
        const before = textOf(history.document);
        const entries = history.past.length;
        history = perform(history, [one]);
        if (history.past.length > entries) {
          texts.push(before);
        }
      }

      while (history.past.length > 0) {
        history = undo(history);
        expect(textOf(history.document)).toBe(texts.pop());
      }
    }),
    { seed, numRuns: 50 },
  );
});

test("Several commands of one intent are undone at once", () => {
  const edited = perform(
    begin(iris),
    [
      { do: "add-step", name: "extra", uses: "data.sort" },
      { do: "wire", from: { step: "load", port: "rows" }, to: { step: "extra", port: "rows" } },
    ],
    { label: "add extra" },
  );

  expect(edited.past.map((entry) => entry.label)).toEqual(["add extra"]);
  expect(textOf(undo(edited).document)).toBe(textOf(iris));
});

const type = (value: string): Command => ({ do: "set", path: ["steps", "load", "with", "path"], value });

test("Typing in one field is one entry", () => {
  let history = begin(iris);
  for (const value of ["d", "da", "dat"]) {
    history = perform(history, [type(value)], { typing: "load.path" });
  }

  expect(history.past).toHaveLength(1);
  expect(textOf(undo(history).document)).toBe(textOf(iris));
  expect(textOf(redo(undo(history)).document)).toBe(textOf(history.document));
});

test("Typing after the field was left is an entry of its own", () => {
  const first = seal(perform(begin(iris), [type("a")], { typing: "load.path" }));

  expect(perform(first, [type("b")], { typing: "load.path" }).past).toHaveLength(2);
});

test("Typing after an undo is an entry of its own", () => {
  const first = perform(begin(iris), [type("a")], { typing: "load.path" });
  const undone = undo(perform(first, [{ do: "remove-steps", steps: ["train"] }]));

  expect(perform(undone, [type("b")], { typing: "load.path" }).past).toHaveLength(2);
});

test("A command that changes nothing leaves no entry, and keeps what can be redone", () => {
  const undone = undo(perform(begin(iris), [type("a")]));

  expect(perform(undone, [{ do: "rename-step", step: "load", to: "filter" }])).toBe(undone);
  expect(perform(undone, [type("data/iris.csv")])).toBe(undone);
});
