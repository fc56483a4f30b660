import { writeFileSync } from "node:fs";
import AxeBuilder from "@axe-core/playwright";
import { afterAll, beforeAll, expect, test } from "vitest";
import activities from "../../unit/forms/activities.json";
import { Desk } from "./desk";

let desk: Desk;

beforeAll(async () => {
  desk = await Desk.open();
});
afterAll(async () => {
  await desk?.close();
});

test("What the unit tests know of the activities is what the program says", async () => {
  const said = (await desk.ask("/api/activities")) as typeof activities;
  const schemas = said.items.map(({ uses, schema }) => ({ uses, schema }));
  expect({ policy: said.policy, items: schemas.filter(({ uses }) => !uses.startsWith("iris.")) }).toEqual(activities);
});

test("Columns are picked from what stands before a step, before anything ran, and saved", async () => {
  const { page, refused } = await desk.page();
  await desk.copy(page, "picking");
  await desk.pick(page, "picking", "train");
  const features = page.getByRole("combobox", { name: "features" });
  await features.click();
  await features.fill("petal_w");
  await page.getByRole("option", { name: /petal_width/ }).click();
  await features.fill("sepal_l");
  await features.press("ArrowDown");
  await features.press("Enter");
  expect(
    await page.getByRole("list", { name: "features, in order" }).getByRole("listitem").allInnerTexts(),
  ).toHaveLength(2);

  await page.keyboard.press("Control+s");
  await page.getByText("Saved", { exact: true }).waitFor();

  expect(desk.definition("picking").steps.train.with.features).toEqual(["petal_width", "sepal_length"]);

  // What was derived, renamed and joined before the step is known just as well.
  const steps = {
    load: { uses: "data.read-csv", with: { path: "../iris/data/iris.csv" } },
    derive: {
      uses: "data.derive",
      from: { rows: "load.rows" },
      with: { columns: { area: "sepal_length * sepal_width" } },
    },
    rename: { uses: "data.rename", from: { rows: "derive.rows" }, with: { columns: { petal_width: "wide" } } },
    join: {
      uses: "data.join",
      from: { left: "rename.rows", right: "load.rows" },
      with: { on: ["species"], duplicates: "first", suffix: "_right" },
    },
    drop: { uses: "data.drop", from: { rows: "join.rows" }, with: { columns: ["species"] } },
  };
  desk.studio.write("workflows/joined/joined.flow.json", JSON.stringify({ format: 1, workflow: "joined", steps }));
  await page.goto(`${desk.studio.address}/workflows/joined`);
  await page.locator(".react-flow__node").filter({ hasText: "data.drop" }).click();
  await page.getByPlaceholder("add a column").click();
  const offered = await page.getByRole("listbox").getByRole("option").allInnerTexts();
  for (const column of ["area", "wide", "petal_width", "sepal_length_right"]) {
    expect(offered.join(" | ")).toContain(column);
  }
  expect(refused).toEqual([]);
  await page.close();
});

/** A file as the program writes it: with numbers and an order that no object of a browser can hold. */
const digits = `{
  "format": 1,
  "workflow": "digits",
  "parameters": {
    "seed": {
      "type": "integer",
      "default": 9223372036854775807
    }
  },
  "steps": {
    "load": {
      "uses": "data.read-csv",
      "with": {
        "path": "none.csv"
      }
    },
    "2": {
      "uses": "data.distinct",
      "from": {
        "rows": "load.rows"
      }
    },
    "1": {
      "uses": "data.drop",
      "from": {
        "rows": "2.rows"
      },
      "with": {
        "columns": [
          "a"
        ]
      }
    }
  }
}
`;

test("What nobody touched is saved to the digit and in its order; where no column is known, the field says why", async () => {
  const { page } = await desk.page();
  desk.studio.write("workflows/digits/digits.flow.json", digits);
  desk.studio.irisflow("fmt", "--check", "digits");
  await page.goto(`${desk.studio.address}/workflows/digits`);
  await page.locator(".react-flow__node").filter({ hasText: "data.drop" }).click();
  await page.getByText(/The columns of rows are not known, because of load: There is no file/).waitFor();
  const columns = page.getByRole("combobox", { name: "columns" });
  await columns.fill("b");
  await columns.press("Enter");
  await page.keyboard.press("Control+s");
  await page.getByText("Saved", { exact: true }).waitFor();

  const saved = desk.studio.text("workflows/digits/digits.flow.json");
  expect(saved).toBe(digits.replace('"a"\n', '"a",\n          "b"\n'));
  await page.close();
});

test("A finding is counted, F8 goes to its field, and mending it there makes it go", async () => {
  const { page } = await desk.page();
  await desk.copy(page, "mending");
  await desk.pick(page, "mending", "train");
  const target = page.getByRole("combobox", { name: /^target/ });
  await target.fill("speces");
  await target.press("Escape");
  await page.getByRole("button", { name: /^\d+ errors?$/ }).waitFor();
  await page.getByRole("button", { name: /^\d+ errors?$/ }).click();
  await page.keyboard.press("F8");
  expect(
    await page.evaluate(() => document.activeElement?.closest("[data-pointer]")?.getAttribute("data-pointer")),
  ).toBe("/steps/train/with/target");

  await page.keyboard.press("Control+a");
  await page.keyboard.type("species");
  await page.getByRole("button", { name: "No findings" }).waitFor();
  await page.close();
});

test("A tab that is killed loses nothing: the draft is there again, and can be discarded", async () => {
  const { page } = await desk.page();
  await desk.copy(page, "drafting");
  await desk.pick(page, "drafting", "filter");
  const limit = page.getByRole("combobox", { name: "maxCm" });
  await limit.fill("6.5");
  await page.getByText("draft kept").waitFor();
  await page.close({ runBeforeUnload: false });

  const again = await desk.studio.page();
  await desk.pick(again, "drafting", "filter");
  await again.getByText(/Draft of \d\d:\d\d restored/).waitFor();
  expect(await again.getByRole("combobox", { name: "maxCm" }).inputValue()).toBe("6.5");
  expect(desk.definition("drafting").steps.filter.with.maxCm).toBe(7);

  await again.getByRole("button", { name: "Discard it" }).click();
  await again.getByText("Saved", { exact: true }).waitFor();
  expect(await again.getByRole("combobox", { name: "maxCm" }).inputValue()).toBe("7");
  await again.close();
});

test("A file that was edited outside is merged place by place, and never overwritten", async () => {
  const { page, refused } = await desk.page();
  await desk.copy(page, "merging");
  await desk.pick(page, "merging", "filter");
  await page.getByRole("combobox", { name: "maxCm" }).fill("6.5");
  await page.getByText("draft kept").waitFor();
  const outside = desk.definition("merging");
  outside.steps.filter.with.maxCm = 6;
  outside.steps.train.with.trainer = { kind: "majority-class" };
  writeFileSync(desk.file("merging"), `${JSON.stringify(outside, null, 2)}\n`);

  await page.getByRole("button", { name: "Compare and merge" }).click();
  const dialog = page.getByRole("dialog", { name: "The file was changed outside" });
  await dialog.waitFor();
  expect(desk.definition("merging").steps.filter.with.maxCm).toBe(6);
  expect(await dialog.getByRole("button", { name: "Save the merge" }).isDisabled()).toBe(true);
  expect((await new AxeBuilder({ page }).include("dialog").analyze()).violations).toEqual([]);
  await dialog.getByRole("group", { name: /maxCm/ }).getByLabel("keep mine").check();
  await dialog.getByRole("button", { name: "Save the merge" }).click();
  await page.getByText("Saved", { exact: true }).waitFor();

  expect(desk.definition("merging").steps.filter.with.maxCm).toBe(6.5);
  expect(desk.definition("merging").steps.train.with.trainer).toEqual({ kind: "majority-class" });
  expect(refused).toEqual([]);
  await page.close();
});

test("A file that is edited outside shows up where nothing is being edited; broken, it is mended and not overwritten", async () => {
  const { page, refused } = await desk.page();
  await desk.copy(page, "watching");
  await desk.pick(page, "watching", "filter");
  const outside = desk.definition("watching");
  outside.steps.filter.with.maxCm = 6;
  writeFileSync(desk.file("watching"), `${JSON.stringify(outside, null, 2)}\n`);
  const limit = page.getByRole("combobox", { name: "maxCm" });
  await page.waitForFunction(
    (id) => (document.getElementById(id) as HTMLInputElement | null)?.value === "6",
    "with-maxCm",
  );

  writeFileSync(desk.file("watching"), JSON.stringify(outside).slice(0, -1));
  await page.getByRole("button", { name: "Mend the text" }).click();
  const editor = page.getByRole("textbox", { name: "Text of the file" });
  await editor.click();
  await page.keyboard.press("Control+End");
  await page.keyboard.type("}");
  await page.getByText("It can be read now.").waitFor();
  outside.steps.filter.with.maxCm = 4;
  await editor.fill(JSON.stringify(outside));
  await page.getByRole("button", { name: "Save the text" }).click();
  await page.locator("dialog").waitFor({ state: "detached" });
  expect(await limit.inputValue()).toBe("4");
  expect(desk.definition("watching").steps.filter.with.maxCm).toBe(4);
  expect(refused).toEqual([]);
  await page.close();
});

test("Nine tabs at once all load, and all hear of a change: they share one stream", async () => {
  const { page: first } = await desk.page();
  await desk.copy(first, "sharing");
  await desk.pick(first, "sharing", "filter");
  const others = await Promise.all(Array.from({ length: 8 }, () => desk.studio.page("/")));
  await Promise.all(others.map((page) => page.getByRole("link", { name: "sharing" }).waitFor()));

  await first.getByRole("combobox", { name: "maxCm" }).fill("nonsense");
  await first.keyboard.press("Control+s");
  await Promise.all(
    others.map((page) =>
      page
        .getByRole("row", { name: /sharing/ })
        .getByText(/error/)
        .waitFor(),
    ),
  );

  // The tab that holds the stream goes; another takes it over.
  await first.close();
  const outside = desk.definition("sharing");
  outside.note = "seen by all";
  writeFileSync(desk.file("sharing"), `${JSON.stringify(outside, null, 2)}\n`);
  await Promise.all(others.map((page) => page.getByText("seen by all").waitFor()));
  await Promise.all(others.map((page) => page.close()));
});

test("The text tab edits the same object; what is no JSON is told and kept, and the workflow stays as it was", async () => {
  const { page, refused } = await desk.page();
  await desk.copy(page, "texting");
  await desk.pick(page, "texting", "filter");
  await page.getByRole("tab", { name: "JSON" }).click();
  const editor = page.getByRole("textbox", { name: "JSON of the step filter" });
  await editor.click();
  await page.keyboard.press("Control+End");
  await page.keyboard.press("Backspace");
  await page.getByText(/This is not JSON/).waitFor();
  await page.getByRole("tab", { name: "Form" }).click();
  expect(await page.getByRole("combobox", { name: "maxCm" }).inputValue()).toBe("7");

  await page.getByRole("tab", { name: "JSON" }).click();
  await page.getByText(/This is not JSON/).waitFor();
  await editor.fill(
    '{ "uses": "iris.remove-long-sepals", "from": { "rows": "load.rows" }, "with": { "maxCm": 4 }, "odd": [1] }',
  );
  await page.getByRole("tab", { name: "Form" }).click();
  expect(await page.getByRole("combobox", { name: "maxCm" }).inputValue()).toBe("4");
  await page.getByRole("button", { name: /error/ }).waitFor();
  expect(refused).toEqual([]);
  await page.close();
});
