import type { Command } from "@designer/document/commands";
import fc from "fast-check";

// Names that meet one another, names that are no names of JavaScript's own, and names that are not there.
const step = fc.constantFrom(
  "load",
  "filter",
  "select",
  "train",
  "evaluate",
  "extra",
  "extra-2",
  "constructor",
  "__proto__",
  "absent",
);
const port = fc.constantFrom("rows", "model", "metrics", "left");
const point = fc.record({ x: fc.integer({ min: -500, max: 5000 }), y: fc.integer({ min: -500, max: 5000 }) });
const value = fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<null | number | string>;
const key = fc.constantFrom("k", "target", "trainer", "l2", "kind", "__proto__");
const path = fc.array(key, { minLength: 1, maxLength: 3 });
const places = fc.dictionary(step, point, { maxKeys: 3 });
const steps = fc.array(step, { maxLength: 3 });
const group = fc.constantFrom("group-1", "group-2");
const note = fc.constantFrom("note-1", "note-2");

/** Any command, also those that can't be done. */
export const command: fc.Arbitrary<Command> = fc.oneof(
  fc.record({ do: fc.constant("add-step" as const), name: step, uses: fc.constant("data.filter"), at: point }),
  fc.record({ do: fc.constant("remove-steps" as const), steps }),
  fc.record({ do: fc.constant("rename-step" as const), step, to: step }),
  fc.record({ do: fc.constant("set-uses" as const), step, uses: fc.constantFrom("data.sort", "model.train") }),
  fc.record({ do: fc.constant("wire" as const), from: fc.record({ step, port }), to: fc.record({ step, port }) }),
  fc.record({ do: fc.constant("unwire" as const), step, port }),
  fc.record({ do: fc.constant("set-parameter" as const), step, path, value }),
  fc.record({ do: fc.constant("unset-parameter" as const), step, path }),
  fc.record({
    do: fc.constant("set-policy" as const),
    step,
    key: fc.constantFrom("retries", "timeout"),
    value: fc.option(value, { nil: undefined }),
  }),
  fc.record({
    do: fc.constant("set-note" as const),
    step: fc.option(step, { nil: undefined }),
    text: fc.constantFrom("", "why", "so that"),
  }),
  fc.record({
    do: fc.constant("set-workflow-parameter" as const),
    name: fc.constantFrom("k", "year"),
    type: fc.constant("integer"),
    default: value,
  }),
  fc.record({
    do: fc.constant("rename-workflow-parameter" as const),
    name: fc.constantFrom("k", "year"),
    to: fc.constantFrom("k", "count"),
  }),
  fc.record({ do: fc.constant("remove-workflow-parameter" as const), name: fc.constantFrom("k", "year") }),
  fc.record({ do: fc.constant("move" as const), steps: places, notes: fc.dictionary(note, point, { maxKeys: 2 }) }),
  fc.record({ do: fc.constant("group" as const), id: group, label: fc.constant("Some"), steps }),
  fc.record({
    do: fc.constant("change-group" as const),
    id: group,
    label: fc.constant("Other"),
    collapsed: fc.boolean(),
  }),
  fc.record({ do: fc.constant("ungroup" as const), id: group }),
  fc.record({ do: fc.constant("add-note" as const), id: note, text: fc.constant("mind"), at: point }),
  fc.record({
    do: fc.constant("change-note" as const),
    id: note,
    text: fc.constantFrom("a", "b"),
    width: fc.integer({ min: 100, max: 400 }),
  }),
  fc.record({ do: fc.constant("remove-note" as const), id: note }),
  fc.record({
    do: fc.constant("paste" as const),
    steps: fc.array(fc.record({ name: step, step: fc.constant({ uses: "data.sort", with: { by: ["a"] } }) }), {
      maxLength: 2,
    }),
    places,
  }),
);
