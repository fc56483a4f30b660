import { applyEdits } from "@designer/document/edits";
import { type Json, objectOf } from "@designer/document/json";
import { exactNumber, readAnswer, readJson, writeJson } from "@designer/document/jsonText";
import fc from "fast-check";
import { expect, test } from "vitest";

fc.configureGlobal({ seed: 20261121 });

/** Numbers as a file has them: whole ones of any length, and others as short as they can be. */
const number = fc.oneof(
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map(String),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => writeJson(value + 0)),
);
const key = fc.oneof(fc.string(), fc.nat({ max: 3000 }).map(String), fc.constantFrom("__proto__", "constructor"));
const { text } = fc.letrec<{ text: string }>((tie) => ({
  text: fc.oneof(
    { depthSize: "small" },
    number,
    fc.constantFrom("true", "false", "null"),
    fc.string().map((value) => JSON.stringify(value)),
    fc.array(tie("text"), { maxLength: 4 }).map((items) => `[${items.join(",")}]`),
    fc
      .uniqueArray(fc.tuple(key, tie("text")), { maxLength: 5, selector: ([name]) => name })
      .map((members) => `{${members.map(([name, value]) => `${JSON.stringify(name)}:${value}`).join(",")}}`),
  ),
}));

test("A text that is read and written is the same text: every digit, every member in its place", () => {
  fc.assert(
    fc.property(text, (written) => {
      expect(writeJson(readJson(written))).toBe(written);
      expect(writeJson(readAnswer(written))).toBe(written);
      expect(readJson(writeJson(readJson(written), 2))).toEqual(readJson(written));
    }),
    { numRuns: 2000 },
  );
});

test("But for its digits, a value is the one that the browser's own reader gives", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const written = JSON.stringify(value, null, 2);
      const rounded = JSON.stringify(
        readJson(written),
        (_, one: unknown) => (typeof one === "bigint" ? Number(one) : one),
        2,
      );
      expect(rounded).toBe(written);
    }),
    { numRuns: 500 },
  );
});

test("A number that was written with an exponent is not turned into a whole number, nor the other way round", () => {
  for (const token of ["1e+15", "1.2345678901234568e+18", "1000000000000000", "9223372036854775807"]) {
    expect(writeJson(readJson(token))).toBe(token);
  }
  expect(exactNumber("9007199254740993")).toBe(9007199254740993n);
  expect(exactNumber("-0")).toBe(0);
  expect(exactNumber("1e400")).toBeUndefined();
});

test("An edit leaves the order of names that are whole numbers alone", () => {
  const columns = readJson('{"note":"n","with":{"total":"a","2024":"b","1":"c"}}');
  const { document, inverse } = applyEdits(columns, [{ path: ["with", "7"], value: "d", before: 1 }]);
  expect(writeJson(document)).toBe('{"note":"n","with":{"total":"a","7":"d","2024":"b","1":"c"}}');
  expect(writeJson(applyEdits(document, inverse).document)).toBe(writeJson(columns));
  expect(Object.entries(objectOf([["b", 1], ["1", 2]]))).toEqual([["b", 1], ["1", 2]]); // biome-ignore format: pairs
});

test("What is no JSON is told with its place", () => {
  const faults: [string, string][] = [
    ['{\n  "a": 1\n  "b": 2\n}', "This is not JSON: a comma or '}' is missing (line 3, column 3)."],
    ['{"a":}', "This is not JSON: a value is missing (line 1, column 6)."],
    ['{"a":1,}', "This is not JSON: a key in quotes is missing (line 1, column 8)."],
    ["[1,]", "This is not JSON: a value is missing (line 1, column 4)."],
    ['{"a" 1}', "This is not JSON: a ':' is missing (line 1, column 6)."],
    ['{"a":"b', "This is not JSON: a text is not written or not ended as JSON does it (line 1, column 6)."],
    ['"a\tb"', "This is not JSON: a text is not written or not ended as JSON does it (line 1, column 1)."],
    ["{} {}", "This is not JSON: there is more text after its end (line 1, column 4)."],
    ["01", "This is not JSON: there is more text after its end (line 1, column 2)."],
    ["1e999", "This is not JSON: the number is too large (line 1, column 1)."],
    ["", "This is not JSON: a value is missing (line 1, column 1)."],
    ["[".repeat(5000), "This is not JSON: it is nested too deep (line 1, column 102)."],
    ['{"a":1,"b":{"a":2,"c":3,\n"a":4}}', 'The key "a" stands twice in one object (line 2, column 1).'],
    ['{"a\\u0062":1,"ab":2}', 'The key "ab" stands twice in one object (line 1, column 14).'],
  ];
  for (const [wrong, sentence] of faults) {
    expect(() => readJson(wrong), wrong.slice(0, 40)).toThrow(sentence);
  }
});

test("Whatever the browser's reader takes or refuses, this one does too, but for keys that stand twice", () => {
  const pieces = fc.constantFrom(
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    '"a"',
    '"b"',
    '"',
    "1",
    "-",
    ".",
    "e5",
    "true",
    "nul",
    " ",
  );
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 8 }), (parts) => {
      const wild = parts.join("");
      expect(outcome(() => readJson(wild))).toEqual(outcome(() => JSON.parse(wild)));
    }),
    { numRuns: 5000 },
  );
});

function outcome(read: () => Json): unknown {
  try {
    return { read: read() };
  } catch (problem) {
    return String(problem).includes("twice") ? undefined : "refused";
  }
}
