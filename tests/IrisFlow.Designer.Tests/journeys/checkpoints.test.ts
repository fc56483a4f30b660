import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import AxeBuilder from "@axe-core/playwright";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Studio } from "./studio";

const program =
  process.env.IRISFLOW_CLI ?? resolve(import.meta.dirname, "../../../.build/bin/IrisFlow.Cli/release/IrisFlow.Cli.dll");
let studio: Studio;
let run: string;

beforeAll(async () => {
  studio = await Studio.open((workspace) => {
    const done = spawnSync("dotnet", [program, "run", "iris", "--workspace", workspace], { encoding: "utf8" });
    expect(done.stderr + done.stdout, "the run").toContain("evaluate");
    run = readdirSync(join(workspace, "artifacts/runs")).filter((name) => !name.includes("."))[0] ?? "";
  });
});

afterAll(() => studio.close());

test("The rows of a checkpoint are filtered, sorted and gone through by keyboard, and a wrong filter is told with its near miss", async () => {
  const page = await studio.page(`/runs/${run}/data/load/rows`);
  const grid = page.getByRole("grid", { name: "Rows" });
  await page.getByText("150 rows · 5 columns").waitFor();
  expect(await grid.getAttribute("aria-rowcount")).toBe("151");
  await page.getByRole("gridcell", { name: "setosa" }).first().waitFor();
  await page.getByText("4.3 … 7.9", { exact: true }).waitFor();

  await page.getByLabel("Filter").fill("sepal_lenght > 5");
  await page.keyboard.press("Enter");
  await page.getByText("Did you mean 'sepal_length'?").waitFor();
  await page.getByLabel("Filter").fill("sepal_length > 7.2");
  await page.keyboard.press("Enter");
  await page.getByText("8 of 150 rows").waitFor();

  await page.getByRole("button", { name: "sepal_length", exact: true }).click();
  await page.getByRole("button", { name: "sepal_length", exact: true }).click();
  await page.getByText("by sepal_length descending").waitFor();
  expect(await page.getByRole("columnheader", { name: "sepal_length" }).getAttribute("aria-sort")).toBe("descending");
  await expectCell(page, 2, 2, "7.9");

  await page.getByRole("button", { name: "Clear" }).click();
  await page.getByText("150 rows, by sepal_length descending").waitFor();
  await grid.focus();
  await page.keyboard.press("Control+End");
  await expectCell(page, 151, 6, "setosa");
  await page.keyboard.press("Home");
  await expectCell(page, 151, 2, "4.3");
  await page.keyboard.press(" ");
  await page.getByRole("complementary", { name: "Column sepal_length" }).getByText("5.843").waitFor();
  await isAccessible(page);
  await page.close();
});

test("A model, its figures, its matrix and its curves are shown, each with its numbers as a table", async () => {
  const page = await studio.page(`/runs/${run}/data/train/model`);
  await page.getByRole("heading", { name: "Coefficients of setosa" }).waitFor();
  await isAccessible(page);

  await page.goto(`${studio.address}/runs/${run}/data/evaluate/metrics`);
  await page.getByText("accuracy").first().waitFor();
  await page.getByRole("link", { name: "confusion" }).click();
  expect(
    await page
      .getByRole("row", { name: /^versicolor/ })
      .first()
      .innerText(),
  ).toMatch(/versicolor\s+0\s+47\s+3/);
  await isAccessible(page);

  await page.getByRole("link", { name: "curves" }).click();
  await page.getByRole("heading", { name: "ROC" }).waitFor();
  await page.getByText("As a table").first().click();
  await page.getByRole("region", { name: "ROC as a table" }).getByText("Infinity").first().waitFor();
  await isAccessible(page);

  const file = page.waitForEvent("download");
  await page.getByRole("button", { name: "Save ROC as CSV" }).click();
  expect((await file).suggestedFilename()).toBe("roc.csv");
  await page.close();
});

test("A checkpoint that is not there says so, with its rule", async () => {
  const page = await studio.page(`/checkpoints/${"0".repeat(64)}`);
  await page.getByText("IF580").waitFor();
  await isAccessible(page);
  await page.close();
});

test("No page broke the content policy or failed otherwise", () => {
  // The browser itself notes every refusal that a page asked for.
  expect(studio.complaints.filter((c) => !c.startsWith("Failed to load resource"))).toEqual([]);
});

async function expectCell(page: Page, row: number, column: number, text: string): Promise<void> {
  await page.locator(`[aria-rowindex="${row}"] [aria-colindex="${column}"]`, { hasText: text }).waitFor();
}

async function isAccessible(page: Page): Promise<void> {
  const found = await new AxeBuilder({ page }).analyze();
  expect(found.violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html).join(" | ")}`)).toEqual([]);
}
