import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import AxeBuilder from "@axe-core/playwright";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import activities from "../../unit/forms/activities.json";
import { Studio } from "../studio";

let studio: Studio;

beforeAll(async () => {
  studio = await Studio.open();
});
afterAll(async () => {
  await studio?.close();
});

/** A page at the list of workflows, with what the page's policy refuses: nothing of it is ever right. */
async function signedIn() {
  const page = await studio.page("/");
  page.setDefaultTimeout(20_000);
  const refused: string[] = [];
  page.on("console", (message) => /Content Security Policy/.test(message.text()) && refused.push(message.text()));
  page.on("pageerror", (error) => refused.push(error.message));
  await page.getByRole("button", { name: "Copy iris" }).waitFor();
  return { page, refused };
}

const ask = async (path: string) => (await studio.call("GET", path)).json();
const file = (...parts: string[]) => join(studio.workspace, "workflows", ...parts);

async function openStep(page: Page, workflow: string, step: string): Promise<void> {
  if (!page.url().endsWith(`/workflows/${workflow}`)) {
    await page.goto(`${studio.address}/workflows/${workflow}`);
  }
  await page.locator(".react-flow__node").filter({ hasText: step }).first().click();
  await page.getByRole("heading", { name: `Step ${step}` }).waitFor({ state: "attached" });
}

/** A copy of the iris workflow under a name of its own, made on the page. */
async function copied(page: Page, name: string): Promise<void> {
  await page.goto(studio.address);
  await page.getByRole("button", { name: "Copy iris" }).click();
  await page.getByLabel("Name").fill(name);
  await page.getByRole("button", { name: "Create" }).click();
  await page.locator(".react-flow__node").first().waitFor();
}

const definition = (name: string) => JSON.parse(readFileSync(file(name, `${name}.flow.json`), "utf8"));

test("What the unit tests know of the activities is what the program says", async () => {
  const said = (await ask("/api/activities")) as typeof activities;
  const schemas = said.items.map(({ uses, schema }) => ({ uses, schema }));
  expect({ policy: said.policy, items: schemas.filter(({ uses }) => !uses.startsWith("iris.")) }).toEqual(activities);
});

test("Columns are picked from what stands before a step, before anything ran, and saved", async () => {
  const { page, refused } = await signedIn();
  await copied(page, "picking");
  await openStep(page, "picking", "train");
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

  expect(definition("picking").steps.train.with.features).toEqual(["petal_width", "sepal_length"]);
  expect(refused).toEqual([]);
  await page.close();
});

test("A finding is counted, F8 goes to its field, and mending it there makes it go", async () => {
  const { page } = await signedIn();
  await copied(page, "mending");
  await openStep(page, "mending", "train");
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
  const { page } = await signedIn();
  await copied(page, "drafting");
  await openStep(page, "drafting", "filter");
  const limit = page.getByRole("combobox", { name: "maxCm" });
  await limit.fill("6.5");
  await page.getByText("draft kept").waitFor();
  await page.close({ runBeforeUnload: false });

  const again = await studio.page();
  await openStep(again, "drafting", "filter");
  await again.getByText(/Draft of \d\d:\d\d restored/).waitFor();
  expect(await again.getByRole("combobox", { name: "maxCm" }).inputValue()).toBe("6.5");
  expect(definition("drafting").steps.filter.with.maxCm).toBe(7);

  await again.getByRole("button", { name: "Discard it" }).click();
  await again.getByText("Saved", { exact: true }).waitFor();
  expect(await again.getByRole("combobox", { name: "maxCm" }).inputValue()).toBe("7");
  await again.close();
});

test("A file that was edited outside is merged place by place, and never overwritten", async () => {
  const { page, refused } = await signedIn();
  await copied(page, "merging");
  await openStep(page, "merging", "filter");
  await page.getByRole("combobox", { name: "maxCm" }).fill("6.5");
  await page.getByText("draft kept").waitFor();
  const outside = definition("merging");
  outside.steps.filter.with.maxCm = 6;
  outside.steps.train.with.trainer = { kind: "majority-class" };
  writeFileSync(file("merging", "merging.flow.json"), `${JSON.stringify(outside, null, 2)}\n`);

  await page.keyboard.press("Control+s");
  const dialog = page.getByRole("dialog", { name: "The file was changed outside" });
  if (!(await dialog.isVisible())) {
    await page.getByRole("button", { name: "Compare and merge" }).or(dialog).first().waitFor();
    if (!(await dialog.isVisible())) {
      await page.getByRole("button", { name: "Compare and merge" }).click();
    }
  }
  expect(definition("merging").steps.filter.with.maxCm).toBe(6);
  expect(await dialog.getByRole("button", { name: "Save the merge" }).isDisabled()).toBe(true);
  expect((await new AxeBuilder({ page }).include("dialog").analyze()).violations).toEqual([]);
  await dialog.getByRole("group", { name: /maxCm/ }).getByLabel("keep mine").check();
  await dialog.getByRole("button", { name: "Save the merge" }).click();
  await page.getByText("Saved", { exact: true }).waitFor();

  expect(definition("merging").steps.filter.with.maxCm).toBe(6.5);
  expect(definition("merging").steps.train.with.trainer).toEqual({ kind: "majority-class" });
  expect(refused).toEqual([]);
  await page.close();
});

test("A file that is edited outside shows up where nothing is being edited; broken, it is mended and not overwritten", async () => {
  const { page, refused } = await signedIn();
  await copied(page, "watching");
  await openStep(page, "watching", "filter");
  const outside = definition("watching");
  outside.steps.filter.with.maxCm = 6;
  writeFileSync(file("watching", "watching.flow.json"), `${JSON.stringify(outside, null, 2)}\n`);
  const limit = page.getByRole("combobox", { name: "maxCm" });
  await page.waitForFunction(
    (id) => (document.getElementById(id) as HTMLInputElement | null)?.value === "6",
    "with-maxCm",
  );

  writeFileSync(file("watching", "watching.flow.json"), JSON.stringify(outside).slice(0, -1));
  await page.getByRole("button", { name: "Mend the text" }).click();
  const editor = page.getByRole("textbox", { name: "Text of the file" });
  await editor.click();
  await page.keyboard.press("Control+End");
  await page.keyboard.type("}");
  await page.getByText("It can be read now.").waitFor();
  outside.steps.filter.with.maxCm = 4;
  await editor.fill(JSON.stringify(outside));
  await page.getByRole("button", { name: "Save the text" }).click();
  await page.getByRole("dialog").waitFor({ state: "detached" });
  expect(await limit.inputValue()).toBe("4");
  expect(definition("watching").steps.filter.with.maxCm).toBe(4);
  expect(refused).toEqual([]);
  await page.close();
});

test("Nine tabs at once all load, and all hear of a change: they share one stream", async () => {
  const { page: first } = await signedIn();
  await copied(first, "sharing");
  await openStep(first, "sharing", "filter");
  const others = await Promise.all(Array.from({ length: 8 }, () => studio.page("/")));
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
  const outside = definition("sharing");
  outside.note = "seen by all";
  writeFileSync(file("sharing", "sharing.flow.json"), `${JSON.stringify(outside, null, 2)}\n`);
  await Promise.all(others.map((page) => page.getByText("seen by all").waitFor()));
  await Promise.all(others.map((page) => page.close()));
});

test("The text tab edits the same object; what is no JSON is told and kept, and the workflow stays as it was", async () => {
  const { page, refused } = await signedIn();
  await copied(page, "texting");
  await openStep(page, "texting", "filter");
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

test("An export is the server's text to the byte, and an import of it under another name is the same workflow", async () => {
  const { page } = await signedIn();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Export iris" }).click(),
  ]);
  const path = await download.path();
  const { text } = (await ask("/api/workflows/iris")) as { text: string };
  expect(readFileSync(path, "utf8")).toBe(text);

  await page.getByRole("button", { name: "Import…" }).click();
  await page
    .getByLabel("File (JSON)")
    .setInputFiles({ name: "iris.flow.json", mimeType: "application/json", buffer: readFileSync(path) });
  await page.getByRole("button", { name: "Import", exact: true }).click();
  await page.getByText(/already/).waitFor();
  await page.getByLabel("Name").fill("imported");
  await page.getByRole("button", { name: "Import", exact: true }).click();
  await page.locator(".react-flow__node").first().waitFor();
  const imported = (await ask("/api/workflows/imported")) as { text: string };
  expect(imported.text).toBe(text.replace('"workflow": "iris"', '"workflow": "imported"'));
  await page.close();
});

test("A name that can't be one is refused in the server's words", async () => {
  const { page } = await signedIn();
  await page.getByRole("button", { name: "New workflow" }).click();
  await page.getByLabel("Name").fill("no/name");
  await page.getByRole("button", { name: "Create" }).click();
  await page.locator("#new-findings").waitFor();
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  await page.close();
});

test("An old version comes back as an edit that can be undone", async () => {
  const { page } = await signedIn();
  await copied(page, "older");
  await openStep(page, "older", "filter");
  const limit = page.getByRole("combobox", { name: "maxCm" });
  await limit.fill("6");
  await page.keyboard.press("Control+s");
  await page.getByText("Saved", { exact: true }).waitFor();

  await page.getByRole("button", { name: "History" }).click();
  const versions = page.getByRole("list", { name: "Versions" }).getByRole("button");
  await versions.nth(1).click();
  await page.getByText("6", { exact: true }).waitFor();
  await page.getByRole("button", { name: "Restore this version" }).click();
  expect(await limit.inputValue()).toBe("7");
  await page.locator("body").press("Control+z");
  expect(await limit.inputValue()).toBe("6");
  await page.close();
});

test("axe finds nothing on a step's form, on the workflow's and on the list", async () => {
  const { page } = await signedIn();
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  for (const step of ["load", "train", "select"]) {
    await openStep(page, "iris", step);
    expect(
      (await new AxeBuilder({ page }).include(".inspector").analyze()).violations.map((one) => [
        one.id,
        one.nodes.map((node) => node.html),
      ]),
    ).toEqual([]);
  }
  await page.locator(".react-flow__pane").click({ position: { x: 5, y: 5 } });
  await page.getByRole("heading", { name: "Parameters" }).waitFor();
  expect(
    (await new AxeBuilder({ page }).include(".inspector").analyze()).violations.map((one) => [
      one.id,
      one.nodes.map((node) => node.html),
    ]),
  ).toEqual([]);
  await page.close();
});
