import { readFileSync } from "node:fs";
import { join } from "node:path";
import AxeBuilder from "@axe-core/playwright";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Desk } from "./desk";

let desk: Desk;

beforeAll(async () => {
  desk = await Desk.open();
});
afterAll(async () => {
  await desk?.close();
});

test("An export is the server's text to the byte, and an import of it under another name is the same workflow", async () => {
  const { page } = await desk.page();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Export iris" }).click(),
  ]);
  const path = join(desk.studio.workspace, "exported.json");
  await download.saveAs(path);
  const { text } = (await desk.ask("/api/workflows/iris")) as { text: string };
  expect(readFileSync(path, "utf8")).toBe(text);

  await page.getByRole("button", { name: "Import…" }).click();
  await page
    .getByLabel("File (JSON)")
    .setInputFiles({ name: "iris.flow.json", mimeType: "application/json", buffer: readFileSync(path) });
  await page.getByRole("button", { name: "Import", exact: true }).click();
  await page.getByText("There is a workflow 'iris' already.").waitFor();
  await page.getByLabel("Name", { exact: true }).fill("imported");
  await page.getByRole("button", { name: "Import", exact: true }).click();
  await page.locator(".react-flow__node").first().waitFor();
  const imported = (await desk.ask("/api/workflows/imported")) as { text: string };
  expect(imported.text).toBe(text.replace('"workflow": "iris"', '"workflow": "imported"'));

  // Renamed, it is the same again; and the command line writes the bytes that the page saved.
  await page.goto(`${desk.studio.address}/`);
  await page.getByRole("button", { name: "Rename imported" }).click();
  await page.getByLabel("New name").fill("renamed");
  await page.getByRole("button", { name: "Rename", exact: true }).click();
  await page.getByRole("link", { name: "renamed" }).waitFor();
  await page.getByRole("link", { name: "imported" }).waitFor({ state: "detached" });
  const saved = readFileSync(desk.file("renamed"), "utf8");
  desk.studio.irisflow("fmt", "renamed");
  expect(readFileSync(desk.file("renamed"), "utf8")).toBe(saved);
  await page.close();
});

test("A file that is no workflow is told with the place of each fault, and nothing is made of it", async () => {
  const { page } = await desk.page();
  await page.getByRole("button", { name: "Import…" }).click();
  const file = (text: string) => ({ name: "bad.json", mimeType: "application/json", buffer: Buffer.from(text) });
  await page.getByLabel("File (JSON)").setInputFiles(file('{\n  "format": 1\n  "steps": {}\n}'));
  await page.getByText("bad.json: This is not JSON: a comma or '}' is missing (line 3, column 3).").waitFor();

  const steps = { a: { uses: 5 }, b: { uses: "data.sort", wiht: {} } };
  await page.getByLabel("File (JSON)").setInputFiles(file(JSON.stringify({ steps })));
  await page.getByRole("button", { name: "Import", exact: true }).click();
  for (const place of ["/format", "/steps/a/uses", "/steps/b/wiht"]) {
    await page.getByText(place, { exact: true }).waitFor();
  }
  expect((await desk.studio.call("GET", "/api/workflows/bad")).status).toBe(404);
  await page.close();
});

test("A name that can't be one is refused in the server's words", async () => {
  const { page } = await desk.page();
  await page.getByRole("button", { name: "New workflow" }).click();
  await page.getByLabel("Name", { exact: true }).fill("no/name");
  await page.getByRole("button", { name: "Create" }).click();
  await page.locator("#new-findings").waitFor();
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  await page.close();
});

test("An old version comes back as an edit that can be undone", async () => {
  const { page } = await desk.page();
  await desk.copy(page, "older");
  await desk.pick(page, "older", "filter");
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
  const { page } = await desk.page();
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  for (const step of ["load", "train", "select"]) {
    await desk.pick(page, "iris", step);
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
