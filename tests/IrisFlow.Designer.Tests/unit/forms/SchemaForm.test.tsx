import type { Finding } from "@designer/api/client";
import type { Json, JsonObject } from "@designer/document/json";
import type { JsonSchema } from "@designer/forms/schema";
import { cleanup, screen } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import { form, object } from "./form";

afterEach(cleanup);

test("A default is shown, but not written down; reset takes a value away again", async () => {
  const { value, user } = form(object({ k: { type: "integer", default: 2, minimum: 1, maximum: 9 } }));
  const field = screen.getByLabelText("k") as HTMLInputElement;
  expect(field.placeholder).toBe("2");
  expect(field.value).toBe("");

  await user.type(field, "5");
  expect(value()).toEqual({ k: 5 });
  await user.click(screen.getByRole("button", { name: "Reset k to the default" }));
  expect(value()).toEqual({});
});

test("Arrow keys step a number from its default and stop at the range", async () => {
  const { value, user } = form(object({ k: { type: "integer", default: 2, minimum: 1, maximum: 4 } }));
  await user.click(screen.getByLabelText("k"));
  await user.keyboard("{ArrowUp}");
  expect(value()).toEqual({ k: 3 });
  await user.keyboard("{ArrowUp}{ArrowUp}{ArrowUp}");
  expect(value()).toEqual({ k: 4 });
});

test("What is no number is kept as it was typed", async () => {
  const { value, user } = form(object({ share: { type: "number" } }));
  await user.type(screen.getByLabelText("share"), "0.5x");
  expect(value()).toEqual({ share: "0.5x" });
  expect((screen.getByLabelText("share") as HTMLInputElement).value).toBe("0.5x");
});

test("A number too long for the browser is not rounded: shown, typed and stepped to the last digit", async () => {
  const { value, user } = form(object({ seed: { type: "integer" }, other: { type: "integer" } }), {
    other: 9223372036854775806n,
  });
  expect((screen.getByLabelText("other") as HTMLInputElement).value).toBe("9223372036854775806");
  await user.type(screen.getByLabelText("seed"), "9007199254740993");
  expect(value()).toEqual({ seed: 9007199254740993n, other: 9223372036854775806n });
  await user.click(screen.getByLabelText("other"));
  await user.keyboard("{ArrowUp}");
  await user.clear(screen.getByLabelText("seed"));
  await user.type(screen.getByLabelText("seed"), "999999999999999{ArrowUp}");
  expect(value()).toEqual({ seed: 1000000000000000n, other: 9223372036854775807n });
});

test("The parameters of the workflow are completed in a field of numbers", async () => {
  const { value, user } = form(
    object({ k: { type: "integer" } }),
    {},
    {
      parameters: [
        { name: "keep", type: "integer" },
        { name: "other", type: "string" },
      ],
    },
  );
  await user.type(screen.getByLabelText("k"), "$ke");
  await user.keyboard("{Enter}");
  expect(value()).toEqual({ k: "${keep}" });
});

test("A choice and a switch can be given to a parameter and taken back", async () => {
  const { value, user } = form(
    object({ on: { type: "boolean", default: false } }),
    {},
    { parameters: [{ name: "fast", type: "boolean" }] },
  );
  await user.click(screen.getByRole("button", { name: "Let a parameter give on" }));
  expect(value()).toEqual({ on: "${fast}" });
  await user.click(screen.getByRole("button", { name: "Use a value" }));
  expect(value()).toEqual({});
  await user.click(screen.getByRole("switch", { name: "on" }));
  expect(value()).toEqual({ on: true });
});

test("A map keeps its rows in their order when a name changes, and no two rows get one name", async () => {
  const { value, user } = form(
    object({ columns: { type: "object", additionalProperties: { type: "string", "x-expression": "rows" } } }, [
      "columns",
    ]),
    { columns: { a: "1", b: "2" } },
  );
  await user.type(screen.getByLabelText("Name of a"), "rea");
  expect(Object.entries(value().columns as JsonObject)).toEqual([
    ["area", "1"],
    ["b", "2"],
  ]);
  const name = screen.getByLabelText("Name of area");
  await user.clear(name);
  await user.type(name, "b");
  expect(Object.entries(value().columns as JsonObject)).toEqual([
    ["area", "1"],
    ["b", "2"],
  ]);
  expect(screen.getByText("'b' is there already.")).toBeTruthy();
});

test("A new row of a map begins with its name", async () => {
  const { value, user } = form(
    object({ types: { type: "object", additionalProperties: { type: "string" }, "x-columns-of": "rows" } }, ["types"]),
  );
  await user.type(screen.getByLabelText("types: another column"), "species{Enter}");
  expect(value()).toEqual({ types: { species: "" } });
  await user.type(screen.getByRole("combobox", { name: "types species" }), "int32");
  expect(value()).toEqual({ types: { species: "int32" } });
});

const trainer: JsonSchema = {
  oneOf: [
    {
      type: "object",
      description: "Trees.",
      properties: {
        kind: { const: "tree" },
        depth: { type: "integer" },
        seed: { type: "integer" },
        leaf: { type: "string" },
      },
      required: ["kind"],
    },
    {
      type: "object",
      properties: {
        kind: { const: "linear" },
        l2: { type: "number", default: 1 },
        seed: { type: "integer" },
        leaf: { type: "number" },
      },
      required: ["kind"],
    },
  ],
};

test("Another kind keeps what it knows by name and type; going back brings back the rest", async () => {
  const { value, user } = form(object({ trainer }, ["trainer"]), {
    trainer: { kind: "tree", depth: 3, seed: 7, leaf: "big" },
  });
  await user.selectOptions(screen.getByLabelText(/^trainer/), "linear");
  expect(value()).toEqual({ trainer: { kind: "linear", seed: 7 } });
  await user.type(screen.getByLabelText("l2"), "2");
  await user.selectOptions(screen.getByLabelText(/^trainer/), "tree");
  expect(value()).toEqual({ trainer: { kind: "tree", depth: 3, seed: 7, leaf: "big" } });
});

test("A bare name of a kind becomes an object as soon as something of it is set", async () => {
  const { value, user } = form(object({ trainer }, ["trainer"]), { trainer: "linear" });
  await user.type(screen.getByLabelText("l2"), "3");
  expect(value()).toEqual({ trainer: { kind: "linear", l2: 3 } });
});

test("Unknown keys are flagged, can be edited, and stay when something else changes", async () => {
  const { value, user } = form(object({ k: { type: "integer" } }), { kk: { deep: [1, 2] }, k: 1 });
  expect(screen.getByText("not known here")).toBeTruthy();
  await user.type(screen.getByLabelText("k"), "2");
  expect(Object.entries(value())).toEqual([
    ["kk", { deep: [1, 2] }],
    ["k", 12],
  ]);
});

test("A value of another type than the schema's is shown as JSON and not lost", async () => {
  const odd: Json = { not: "a list" };
  const { value, user } = form(
    object({ columns: { type: "array", items: { type: "string" } }, k: { type: "integer" } }),
    { columns: odd },
  );
  expect(JSON.parse((screen.getByLabelText("columns") as HTMLTextAreaElement).value)).toEqual(odd);
  await user.type(screen.getByLabelText("k"), "1");
  expect(value()).toEqual({ columns: odd, k: 1 });
});

test("JSON that is not finished is told in place, and the value before it stays", async () => {
  const { value, user } = form(object({ any: {} }), { any: { a: 1 } });
  await user.type(screen.getByLabelText("any"), "{{");
  expect(screen.getByText(/not JSON yet/)).toBeTruthy();
  expect(value()).toEqual({ any: { a: 1 } });
});

test("A finding stands at its field, and the field says that it is wrong", () => {
  const finding: Finding = {
    rule: "IF000",
    severity: "error",
    message: "There is no column 'x'.",
    pointer: "/with/trainer/l2",
  };
  form(object({ trainer }, ["trainer"]), { trainer: { kind: "linear", l2: "x" } }, { findings: [finding] });
  const field = screen.getByLabelText("l2");
  expect(field.getAttribute("aria-invalid")).toBe("true");
  expect(document.getElementById(field.getAttribute("aria-describedby") ?? "")?.textContent).toContain(
    "There is no column 'x'.",
  );
  expect(screen.getAllByText(/There is no column 'x'./)).toHaveLength(1);
});

test("A quantity says how it is written, beside its own words", () => {
  form(object({ timeout: { type: "string", "x-quantity": "duration", description: "How long it may take." } }));
  const described = screen.getByLabelText("timeout").getAttribute("aria-describedby") ?? "";
  expect(document.getElementById(described)?.textContent).toBe(
    "How long it may take. Written with its unit: 500 ms, 30 s, 5 m, 2 h or 1 d.",
  );
});

test("Names are only ever text", () => {
  form(object({ "<img src=x onerror=alert(1)>": { type: "string", description: "<b>bold</b>" } }), {});
  expect(document.querySelector("img, b")).toBeNull();
});
