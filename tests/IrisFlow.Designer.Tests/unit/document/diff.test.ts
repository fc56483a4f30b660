import { difference, onlyMoved, sameContent } from "@designer/document/diff";
import { type Json, type JsonObject, objectOf } from "@designer/document/json";
import { merge } from "@designer/document/merge";
import { keysOf, pointedAt, pointerOf } from "@designer/document/pointer";
import fc from "fast-check";
import { expect, test } from "vitest";

// The same cases every time.
fc.configureGlobal({ seed: 20261121 });

const value = fc.oneof(
  fc.integer({ min: 0, max: 3 }),
  fc.constantFrom("a", "${k}"),
  fc.array(fc.constantFrom("x", "y"), { maxLength: 2 }),
);
const kind = fc.record(
  { kind: fc.constantFrom("tree", "forest"), depth: fc.integer({ min: 1, max: 2 }) },
  { requiredKeys: ["kind"] },
);
const map = (inner: fc.Arbitrary<Json>) =>
  fc
    .dictionary(fc.constantFrom("a", "b", "c", "__proto__", "d/e"), inner, { maxKeys: 4 })
    .map((m) => objectOf(Object.entries(m)));
const step = fc
  .record(
    {
      uses: fc.constantFrom("data.filter", "model.train"),
      from: map(fc.constantFrom("a.rows", "b.rows")),
      with: map(fc.oneof(value, kind as fc.Arbitrary<Json>)),
    },
    { requiredKeys: ["uses"] },
  )
  .map((s) => s as unknown as Json);
const definition = fc
  .record(
    {
      format: fc.constant(1),
      note: fc.constantFrom("n", "m"),
      parameters: map(fc.constant({ type: "integer" } as Json)),
      steps: map(step),
    },
    { requiredKeys: ["format", "steps"] },
  )
  .map((d) => d as unknown as JsonObject);

/** What a reader of the difference would do by hand. */
function apply(before: JsonObject, after: JsonObject): JsonObject {
  const { steps, parameters, workflow } = difference(before, after);
  let result: Json = before;
  for (const { path, after: put } of workflow) {
    result = setAt(result, path, put);
  }
  for (const [section, nodes] of [
    ["steps", steps],
    ["parameters", parameters],
  ] as const) {
    for (const node of nodes) {
      if (node.change === "removed") {
        result = setAt(result, [section, node.name], undefined);
      } else {
        result = node.change === "added" ? setAt(result, [section, node.name], {}) : result;
        for (const field of node.fields) {
          result = setAt(result, [section, node.name, ...field.path], field.after);
        }
      }
    }
  }
  return result as JsonObject;
}

function setAt(map: Json | undefined, [key, ...rest]: string[], put: Json | undefined): Json {
  const members = Object.entries((map ?? {}) as JsonObject).filter(([k]) => k !== key);
  const inner = rest.length === 0 ? put : setAt(pointedAt(map ?? {}, pointerOf([key ?? ""])), rest, put);
  return objectOf(inner === undefined ? members : [...members, [key ?? "", inner]]);
}

const withoutEmptyMaps = (d: JsonObject) =>
  objectOf(Object.entries(d).filter(([k, v]) => !(k === "parameters" && Object.keys(v as JsonObject).length === 0)));

test("Whoever does what a difference says gets the other definition", () => {
  fc.assert(
    fc.property(definition, definition, (one, other) =>
      sameContent(withoutEmptyMaps(apply(one, other)), withoutEmptyMaps(other)),
    ),
  );
});

test("A definition does not differ from itself, in whatever order its keys stand", () => {
  fc.assert(fc.property(definition, (one) => onlyMoved(difference(one, objectOf(Object.entries(one).reverse())))));
});

test("Where only one side changed something, a merge is that side", () => {
  fc.assert(
    fc.property(definition, definition, (base, other) => {
      expect(JSON.stringify(merge(base, other, base).merged)).toBe(JSON.stringify(other));
      expect(JSON.stringify(merge(base, base, other).merged)).toBe(JSON.stringify(other));
    }),
  );
});

test("Two sides that changed the same in the same way have nothing to choose", () => {
  fc.assert(
    fc.property(definition, definition, (base, both) => {
      const { merged, open } = merge(base, both, both);
      expect(JSON.stringify(merged)).toBe(JSON.stringify(both));
      expect(open).toEqual([]);
    }),
  );
});

test("Every place of a merge holds what the base or one of the sides holds, and what neither changed stays", () => {
  fc.assert(
    fc.property(definition, definition, definition, (base, mine, theirs) => {
      const { merged, changes } = merge(base, mine, theirs);
      for (const change of changes) {
        const found = pointedAt(merged, pointerOf(change.path));
        expect(sameContent(found, change.by === "theirs" ? change.theirs : change.mine)).toBe(true);
      }
      const touched = new Set(changes.map((change) => change.path[1]));
      for (const name of Object.keys(base.steps as JsonObject).filter((step) => !touched.has(step))) {
        const path = pointerOf(["steps", name]);
        expect(sameContent(pointedAt(merged, path), pointedAt(base, path))).toBe(true);
      }
    }),
  );
});

test("The sides of a merge can change places: the same places are in conflict", () => {
  fc.assert(
    fc.property(definition, definition, definition, (base, mine, theirs) => {
      const places = (open: { path: string[] }[]) => open.map((change) => pointerOf(change.path)).sort();
      expect(places(merge(base, mine, theirs).open)).toEqual(places(merge(base, theirs, mine).open));
    }),
  );
});

test("With their side chosen everywhere a merge is theirs", () => {
  fc.assert(
    fc.property(definition, definition, definition, (base, mine, theirs) => {
      const choices = new Map(
        merge(base, mine, theirs).changes.map((change) => [pointerOf(change.path), "theirs"] as const),
      );
      expect(sameContent(merge(base, mine, theirs, choices).merged, theirs)).toBe(true);
    }),
  );
});

const flow = (steps: JsonObject): JsonObject => ({ format: 1, workflow: "w", steps });

test("Two fields of one step, changed on one side each, are no conflict", () => {
  const base = flow({
    train: { uses: "model.train", with: { target: "species", trainer: { kind: "tree", depth: 2 } } },
  });
  const mine = flow({ train: { uses: "model.train", with: { target: "genus", trainer: { kind: "tree", depth: 2 } } } });
  const theirs = flow({
    train: { uses: "model.train", with: { target: "species", trainer: { kind: "tree", depth: 3 } } },
  });

  const { merged, open } = merge(base, mine, theirs);

  expect(open).toEqual([]);
  expect(merged).toEqual(
    flow({ train: { uses: "model.train", with: { target: "genus", trainer: { kind: "tree", depth: 3 } } } }),
  );
});

test("A step that one side removed and the other changed is one conflict, not one a field", () => {
  const base = flow({ a: { uses: "x", with: { k: 1 } } });

  const { open, merged } = merge(base, flow({ a: { uses: "x", with: { k: 2 } } }), flow({}));

  expect(open.map((change) => pointerOf(change.path))).toEqual(["/steps/a"]);
  expect(merged).toEqual(flow({ a: { uses: "x", with: { k: 2 } } }));
});

test("Another kind of trainer is another value: its parameters are not mixed with those of the old one", () => {
  const base = flow({ a: { with: { trainer: { kind: "tree", depth: 2 } } } });
  const mine = flow({ a: { with: { trainer: { kind: "tree", depth: 9 } } } });
  const theirs = flow({ a: { with: { trainer: { kind: "forest", trees: 5 } } } });

  expect(merge(base, mine, theirs).open.map((change) => pointerOf(change.path))).toEqual(["/steps/a/with/trainer"]);
});

test("A step that was added stays behind the step it stood behind", () => {
  const steps = (...names: string[]) => flow(objectOf(names.map((name) => [name, { uses: "x" }])));

  const { merged } = merge(steps("a", "b", "c"), steps("a", "mine", "b", "c"), steps("a", "b", "theirs", "c"));

  expect(Object.keys(merged.steps as JsonObject)).toEqual(["a", "mine", "b", "theirs", "c"]);
});

test("The fewest steps that explain another order count as moved, and a place on the canvas counts, too", () => {
  const steps = (...names: string[]) => flow(objectOf(names.map((name) => [name, { uses: "x" }])));

  expect(difference(steps("a", "b", "c", "d"), steps("d", "a", "b", "c")).moved).toEqual(["d"]);
  const layouts = { before: { steps: { a: { x: 1, y: 1 } } }, after: { steps: { a: { x: 9, y: 1 } } } };
  expect(difference(steps("a", "b"), steps("a", "b"), layouts)).toEqual({
    steps: [],
    parameters: [],
    workflow: [],
    moved: ["a"],
  });
});

test("A pointer leads back to the keys it was made of", () => {
  fc.assert(fc.property(fc.array(fc.string()), (keys) => sameContent(keysOf(pointerOf(keys)), keys)));
});
