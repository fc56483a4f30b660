import { definitionWith } from "@designer/inspector/editing";
import { readText } from "@designer/inspector/jsonText";
import { expect, test } from "vitest";

test("What is no object is told in words", () => {
  expect(readText("[1]")).toEqual({ wrong: "It has to be an object, in braces." });
  expect(readText('{"a":')).toEqual({ wrong: "This is not JSON: a value is missing (line 1, column 6)." });
  expect(readText('{"a":1,"a":2}')).toEqual({ wrong: 'The key "a" stands twice in one object (line 1, column 8).' });
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
