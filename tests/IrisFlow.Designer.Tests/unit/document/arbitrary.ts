import type { Command } from "@designer/document/commands";
import type { JsonObject } from "@designer/document/json";
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
  "10",
  "constructor",
  "__proto__",
  "absent",
);
const port = fc.constantFrom("rows", "model", "metrics", "left");
const point = fc.record({ x: fc.integer({ min: -500, max: 5000 }), y: fc.integer({ min: -500, max: 5000 }) });
const value = fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<null | number | string>;
const key = fc.constantFrom("k", "target", "trainer", "l2", "kind", "__proto__");
const places = fc.dictionary(step, point, { maxKeys: 3 });
const steps = fc.array(step, { maxLength: 3 });
const group = fc.constantFrom("group-1", "group-2");
const note = fc.constantFrom("note-1", "note-2");

// A text that somebody edits: steps gone, called anew or misshapen, and what the designer has no form for.
const definition = fc.record({
  format: fc.constant(1),
  workflow: fc.constant("iris"),
  parameters: fc.dictionary(key, fc.record({ type: fc.constant("integer") }), { maxKeys: 2 }),
  schedule: fc.record({ cron: fc.constant("30 2 * * *"), parameters: fc.dictionary(key, value, { maxKeys: 2 }) }),
  steps: fc.dictionary(
    step,
    fc.oneof(fc.constant({ uses: "data.sort", from: { rows: "load.rows" }, with: { k: "${k}" } }), value),
    { maxKeys: 6 },
  ),
}) as fc.Arbitrary<JsonObject>;
const layout = fc.record({
  steps: fc.dictionary(step, point, { maxKeys: 4 }),
  groups: fc.dictionary(group, fc.record({ label: fc.constant("Some"), steps }), { maxKeys: 2 }),
  notes: fc.dictionary(note, fc.record({ text: fc.constant("mind"), x: fc.integer(), y: fc.integer() }), {
    maxKeys: 2,
  }),
}) as fc.Arbitrary<JsonObject>;
const inDefinition = fc.oneof(
  fc.tuple(fc.constant("steps"), step, fc.constantFrom("with", "policy", "note", "from")),
  fc.tuple(fc.constant("steps"), step),
  fc.tuple(fc.constant("steps"), step, fc.constant("with"), key, key),
  fc.tuple(fc.constant("parameters"), key),
  fc.tuple(fc.constant("schedule"), fc.constantFrom("cron", "zone")),
);

// Every kind of command has its own here: one that is forgotten does not compile.
const commands: { [K in Command["do"]]: fc.Arbitrary<Omit<Extract<Command, { do: K }>, "do">> } = {
  "add-step": fc.record({ name: step, uses: fc.constant("data.filter"), at: point }),
  "remove-steps": fc.record({ steps }),
  "rename-step": fc.record({ step, to: step }),
  "set-uses": fc.record({ step, uses: fc.constantFrom("data.sort", "model.train") }),
  wire: fc.record({ from: fc.record({ step, port }), to: fc.record({ step, port }) }),
  unwire: fc.record({ step, port }),
  set: fc.record({ path: inDefinition, value: fc.option(value, { nil: undefined }) }),
  "set-note": fc.record({
    step: fc.option(step, { nil: undefined }),
    text: fc.constantFrom("", "why", "so that"),
  }),
  "rename-workflow-parameter": fc.record({ name: key, to: key }),
  "remove-workflow-parameter": fc.record({ name: key }),
  "replace-definition": fc.record({ definition }),
  "replace-layout": fc.record({ layout }),
  move: fc.record({ steps: places, notes: fc.dictionary(note, point, { maxKeys: 2 }) }),
  group: fc.record({ id: group, label: fc.constant("Some"), steps }),
  "change-group": fc.record({ id: group, label: fc.constant("Other"), collapsed: fc.boolean() }),
  ungroup: fc.record({ id: group }),
  "add-note": fc.record({ id: note, text: fc.constant("mind"), at: point }),
  "change-note": fc.record({ id: note, text: fc.constantFrom("a", "b"), width: fc.integer({ min: 100, max: 400 }) }),
  "remove-note": fc.record({ id: note }),
  paste: fc.record({
    steps: fc.array(fc.record({ name: step, step: fc.constant({ uses: "data.sort", with: { by: ["a"] } }) }), {
      maxLength: 2,
    }),
    places,
  }),
};

/** Any command, also those that can't be done. */
export const command: fc.Arbitrary<Command> = fc.oneof(
  ...Object.entries(commands).map(([kind, parts]) =>
    (parts as fc.Arbitrary<object>).map((rest) => ({ do: kind, ...rest }) as Command),
  ),
);
