import { placeOf } from "@designer/running/StepOutcome";
import { expect, test } from "vitest";

const error =
  "IF338 step 'cast': 'x' in row 2 is no int64. What can't be converted becomes null: errors: null in data.cast.";

test("What is to be fixed is the parameter that the error names, else the first", () => {
  expect(placeOf([], "cast", ["types", "errors"], error)).toBe("/steps/cast/with/errors");
  expect(placeOf([], "cast", ["types", "mode"], error)).toBe("/steps/cast/with/types");
});

test("A finding of the check in the step goes before what the error says", () => {
  const finding = { rule: "IF110", severity: "error" as const, message: "", pointer: "/steps/cast/with/types" };
  expect(placeOf([finding], "cast", ["types", "errors"], error)).toBe("/steps/cast/with/types");
  expect(placeOf([{ ...finding, pointer: "/steps/caster/with/types" }], "cast", ["types", "errors"], error)).toBe(
    "/steps/cast/with/errors",
  );
});
