import { definitionWith } from "@designer/inspector/editing";
import { duplicateKey, readText } from "@designer/inspector/jsonText";
import fc from "fast-check";
import { expect, test } from "vitest";

fc.configureGlobal({ seed: 20261121 });

test("A text of an object is that object, whatever it holds", () => {
  const json = fc.dictionary(fc.string(), fc.jsonValue());
  fc.assert(
    fc.property(json, (value) => {
      const text = JSON.stringify(value, null, 2);
      expect(readText(text)).toEqual({ value: JSON.parse(text) });
    }),
  );
});

test("A key that stands twice is told, not swallowed", () => {
  expect(duplicateKey('{"a":1,"b":{"a":2,"c":[{"a":1},{"a":1}]}}')).toBeUndefined();
  expect(duplicateKey('{"a":1,"b":{"a":2,"c":3,"a":4}}')).toBe("a");
  expect(duplicateKey('{"a\\u0062":1,"ab":2}')).toBe("ab");
  expect(readText('{"a":1,"a":2}')).toEqual({ wrong: 'The key "a" stands twice in one object.' });
});

test("What is no object is told in words", () => {
  expect(readText("[1]")).toEqual({ wrong: "It has to be an object, in braces." });
  expect(readText('{"a":')).toHaveProperty("wrong");
});

test("A new key stands where the canonical text has it, and what nobody knows stays", () => {
  const definition = { format: 1, odd: true, steps: { a: { uses: "x", note: "n", odd: 1 } } };
  const made = definitionWith(definition, ["steps", "a", "with"], { k: 1 });
  expect(JSON.stringify(made)).toBe(
    '{"format":1,"odd":true,"steps":{"a":{"uses":"x","with":{"k":1},"note":"n","odd":1}}}',
  );
  const parameters = definitionWith(definition, ["parameters", "k", "type"], "integer");
  expect(JSON.stringify(parameters)).toBe(
    '{"format":1,"odd":true,"parameters":{"k":{"type":"integer"}},"steps":{"a":{"uses":"x","note":"n","odd":1}}}',
  );
  expect(definitionWith(made, ["steps", "a", "with"], undefined)).toEqual(definition);
  expect(definitionWith(definition, ["parameters", "k"], undefined)).toBe(definition);
});
