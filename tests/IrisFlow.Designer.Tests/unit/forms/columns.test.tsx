import type { JsonSchema } from "@designer/forms/schema";
import { cleanup, screen, within } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import { form, object } from "./form";

afterEach(cleanup);

test("Columns are picked of those before the step, in the order in which they are picked", async () => {
  const { value, user } = form(
    object({ columns: { type: "array", items: { type: "string" }, "x-columns-of": "rows" } }, ["columns"]),
  );
  const field = screen.getByRole("combobox");
  await user.click(field);
  expect(screen.getAllByRole("option").map((option) => option.textContent)).toEqual([
    "1.5float64 sepal_lengthfloat64",
    "1.5float64 petal widthfloat64, nulls, uncertain",
    "Aastring speciesstring",
  ]);
  await user.type(field, "spec");
  await user.keyboard("{ArrowDown}{Enter}");
  await user.type(field, "sepal");
  await user.keyboard("{ArrowDown}{Enter}");
  expect(value()).toEqual({ columns: ["species", "sepal_length"] });

  within(screen.getByRole("list", { name: "columns, in order" }))
    .getByRole("button", { name: "species" })
    .focus();
  await user.keyboard("{Alt>}{ArrowRight}{/Alt}");
  expect(value()).toEqual({ columns: ["sepal_length", "species"] });
});

test("A column that is not there can be typed and is marked", async () => {
  const { value, user } = form(
    object({ columns: { type: "array", items: { type: "string" }, "x-columns-of": "rows" } }, ["columns"]),
  );
  await user.type(screen.getByRole("combobox"), "speces{Enter}");
  expect(value()).toEqual({ columns: ["speces"] });
  expect(screen.getByTitle("no such column").textContent).toContain("speces");
});

test("Half a name that was only searched for is no column once one leaves; a text of a plain list is kept", async () => {
  const list: JsonSchema = { type: "array", items: { type: "string" } };
  const { value, user } = form(object({ columns: { ...list, "x-columns-of": "rows" }, nulls: list }));
  await user.type(screen.getByLabelText("columns"), "peta");
  await user.tab();
  await user.type(screen.getByLabelText("nulls"), "NA");
  await user.tab();
  expect(value()).toEqual({ nulls: ["NA"] });
});

test("In an expression the column before the caret is completed, quoted where it must be", async () => {
  const { value, user } = form(object({ keep: { type: "string", "x-expression": "rows" } }, ["keep"]));
  await user.type(screen.getByRole("combobox"), "sepal_length > 3 and pet");
  await user.keyboard("{Enter}");
  expect(value()).toEqual({ keep: "sepal_length > 3 and `petal width`" });
});

test("A field for columns says why none is known, and takes what is typed all the same", async () => {
  const { value, user } = form(
    object({ columns: { type: "array", items: { type: "string" }, "x-columns-of": "rows" } }),
    {},
    {
      columnsOf: () => ({ columns: [], open: true }),
      whyUnknown: (port) => `Wire ${port} to see its columns.`,
    },
  );
  const field = screen.getByLabelText("columns");
  expect(document.getElementById(field.getAttribute("aria-describedby") ?? "")?.textContent).toContain("Wire rows");
  await user.type(field, "later");
  await user.tab();
  expect(value()).toEqual({ columns: ["later"] });
});
