import { readText } from "@designer/inspector/jsonText";
import { expect, test } from "vitest";

test("What is no object is told in words", () => {
  expect(readText("[1]")).toEqual({ wrong: "It has to be an object, in braces." });
  expect(readText('{"a":')).toEqual({ wrong: "This is not JSON: a value is missing (line 1, column 6)." });
  expect(readText('{"a":1,"a":2}')).toEqual({ wrong: 'The key "a" stands twice in one object (line 1, column 8).' });
});
