import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { Json, JsonObject } from "@designer/document/json";
import { nothingKnown } from "@designer/forms/context";
import { SchemaForm } from "@designer/forms/SchemaForm";
import { bareOf, blankOf, fits, type JsonSchema, shapeOf } from "@designer/forms/schema";
import { functions } from "@designer/forms/suggest";
import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { useState } from "react";
import { afterEach, describe, expect, test } from "vitest";
import activities from "./activities.json";

afterEach(cleanup);

// What the program itself says of its activities; a journey holds the file to the program.
const schemas = [
  ...activities.items.map(({ uses, schema }) => ({ uses, schema: schema as unknown as JsonSchema })),
  { uses: "policy", schema: activities.policy as unknown as JsonSchema },
];

/** A value of a schema that says something in every place. */
function fullOf(schema: JsonSchema): Json {
  const shape = shapeOf(schema);
  switch (shape.kind) {
    case "text":
      return "a text";
    case "number":
      return bareOf(schema).minimum ?? 1;
    case "boolean":
      return true;
    case "choice":
      return shape.values.at(-1) ?? "";
    case "list":
      return [fullOf(shape.item)];
    case "map":
      return { one: fullOf(shape.value) };
    case "object":
      return objectOf(bareOf(schema));
    case "kinds": {
      const kind = shape.kinds.at(-1);
      return { ...objectOf(kind?.schema ?? {}), kind: kind?.name ?? "" };
    }
    case "any":
      return [1, { deep: null }];
  }
}

function objectOf(schema: JsonSchema): JsonObject {
  return Object.fromEntries(
    Object.entries(schema.properties ?? {}).map(([name, property]) => [name, fullOf(property)]),
  );
}

function form(schema: JsonSchema, start: JsonObject) {
  const changes: JsonObject[] = [];
  function Held() {
    const [value, setValue] = useState(start);
    const change = (next: JsonObject) => {
      changes.push(next);
      setValue(next);
    };
    return (
      <SchemaForm
        id="f"
        schema={schema}
        value={value}
        around={{ ...nothingKnown, pointer: "/with" }}
        onChange={change}
      />
    );
  }
  render(<Held />);
  return changes;
}

describe.each(schemas)("$uses", ({ schema }) => {
  const names = Object.keys(schema.properties ?? {});

  test("Every parameter has a field with a name, whether it is set or not", () => {
    form(schema, {});
    for (const name of names) {
      expect(screen.getAllByText(name, { selector: ".field-name" }).length, name).toBeGreaterThan(0);
    }
  });

  test("Every control has a name for those who do not see it", () => {
    form(schema, objectOf(schema));
    for (const control of document.querySelectorAll<HTMLInputElement>("input, select, textarea")) {
      expect(control.labels?.length || control.getAttribute("aria-label"), control.id).toBeTruthy();
    }
  });

  test("Every value is shown by a control of its own shape, and shown alone it changes nothing", () => {
    const full = objectOf(schema);
    for (const [name, property] of Object.entries(schema.properties ?? {})) {
      expect(fits(shapeOf(property), full[name]), name).toBe(true);
      expect(fits(shapeOf(property), blankOf(property)), name).toBe(true);
    }
    expect(form(schema, full)).toEqual([]);
    expect(screen.queryAllByText("not known here")).toEqual([]);
  });

  test("Editing a text or a number changes that value alone", () => {
    const full = objectOf(schema);
    const changes = form(schema, full);
    let held = full;
    for (const [name, property] of Object.entries(schema.properties ?? {})) {
      if (["text", "number"].includes(shapeOf(property).kind)) {
        fireEvent.change(document.getElementById(`f-${name}`) as HTMLInputElement, { target: { value: "${other}" } });
        held = { ...held, [name]: "${other}" };
        expect(changes.at(-1)).toEqual(held);
        expect(Object.keys(changes.at(-1) ?? {})).toEqual(names);
      }
    }
  });
});

test("The functions that are completed are those of the expressions' documentation", () => {
  const documentation = readFileSync(resolve(__dirname, "../../../../src/docs/expressions.md"), "utf8");
  const section = documentation.slice(
    documentation.indexOf("## Functions"),
    documentation.indexOf("## What can be wrong"),
  );
  const named = [...section.matchAll(/^\| (`.*?`) \|/gm)].flatMap(([, cell]) =>
    [...(cell ?? "").matchAll(/`([a-z_0-9]+)\(/g)].map(([, name]) => name as string),
  );
  expect([...functions].sort()).toEqual([...new Set([...named, "cast", "try_cast"])].sort());
});
