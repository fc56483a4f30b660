import type { JsonObject } from "@designer/document/json";
import { type FormSurroundings, nothingKnown } from "@designer/forms/context";
import { SchemaForm } from "@designer/forms/SchemaForm";
import type { JsonSchema } from "@designer/forms/schema";
import { render } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";

const columns = [
  { name: "sepal_length", type: "float64", nullable: false, certain: true },
  { name: "petal width", type: "float64", nullable: true, certain: false },
  { name: "species", type: "string", nullable: false, certain: true },
];

/** The form over an object that is really kept; the answer reads what it holds now. */
export function form(schema: JsonSchema, start: JsonObject = {}, around: Partial<FormSurroundings> = {}) {
  let held: JsonObject = start;
  function Held() {
    const [value, setValue] = useState<JsonObject>(start);
    held = value;
    const surroundings = { ...nothingKnown, columnsOf: () => ({ columns, open: false }), pointer: "/with", ...around };
    return <SchemaForm id="f" schema={schema} value={value} around={surroundings} onChange={setValue} />;
  }
  render(<Held />);
  return { value: () => held, user: userEvent.setup() };
}

/** The schema of an object. */
export const object = (properties: Record<string, JsonSchema>, required: string[] = []): JsonSchema => ({
  type: "object",
  properties,
  required,
});
