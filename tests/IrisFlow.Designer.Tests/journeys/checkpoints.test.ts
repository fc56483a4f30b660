import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
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

test("A million rows and ten thousand columns are gone through to the last cell, and a file that is damaged further down says so where one comes to it", async () => {
  const rows = await sent(
    "million.csv",
    `n,half\n${Array.from({ length: 1_000_000 }, (_, i) => `${i},${i / 2}`).join("\n")}\n`,
  );
  const page = await studio.page(`/checkpoints/${rows}`);
  const grid = page.getByRole("grid", { name: "Rows" });
  await page.getByText("1,000,000 rows · 2 columns").waitFor();
  await expectCell(page, 2, 2, "0");
  const [head, first] = await Promise.all([
    page.getByRole("columnheader", { name: "half" }).boundingBox(),
    page.locator('[aria-rowindex="2"]').boundingBox(),
  ]);
  expect(first?.y).toBeGreaterThanOrEqual((head?.y ?? 0) + (head?.height ?? 0) - 1);
  expect(await grid.evaluate((element) => element.scrollHeight)).toBeLessThan(17_000_000);
  await grid.focus();
  await page.keyboard.press("Control+End");
  await expectCell(page, 1_000_001, 3, "499999.5");
  await page.getByLabel("Row", { exact: true }).fill("654321");
  await page.keyboard.press("Enter");
  await expectCell(page, 654_322, 2, "654320");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.getByRole("dialog").getByText("row 654,322").waitFor();
  await page.keyboard.press("Escape");
  await page.locator(".grid").hover();
  await page.mouse.wheel(0, 26 * 10);
  await page.locator('[aria-rowindex="654340"]').waitFor();
  expect(await page.locator(".grid-row").count()).toBeLessThan(80);

  damage(rows);
  await page.keyboard.press("Control+Home");
  await page.getByLabel("Row", { exact: true }).fill("250000");
  await page.keyboard.press("Enter");
  await page.getByText("which no run used: send the file again").waitFor();

  const names = Array.from({ length: 10_000 }, (_, i) => `${"How satisfied are you with 質問 number ".repeat(6)}${i}`);
  const wide = await sent("wide.csv", `${names.join(",")}\n${names.map((_, i) => i).join(",")}\n`);
  await page.goto(`${studio.address}/checkpoints/${wide}`);
  await page.getByText("1 row · 10,000 columns").waitFor();
  await grid.focus();
  await page.keyboard.press("Control+End");
  await expectCell(page, 2, 10_001, "9999");
  await page.getByText("only 9,999", { exact: true }).waitFor();
  await page.getByLabel("Column", { exact: true }).fill("number 7777");
  await page.keyboard.press("Enter");
  await expectCell(page, 2, 7_779, "7777");
  await isAccessible(page);
  await page.close();
});

test("Awkward values are shown to the last digit, and nothing in them hides or acts", async () => {
  const digest = await sent(
    "awkward.csv",
    [
      "big,odd,text",
      '9223372036854775807,1e300,"<img src=x onerror=alert(1)>"',
      '-9007199254740993,0.1,"two\nlines"',
      '3,-0.0,"abc\u202efdp"',
      '4,NaN,"null"',
      '5,-Infinity,""',
      ',,"=1+1"',
      "",
    ].join("\n"),
  );
  const page = await studio.page(`/checkpoints/${digest}`);
  await expectCell(page, 2, 2, "9223372036854775807");
  await expectCell(page, 3, 2, "-9007199254740993");
  await expectCell(page, 7, 2, "null");
  await expectCell(page, 2, 3, "1e+300");
  await expectCell(page, 4, 3, "-0");
  await expectCell(page, 5, 3, "NaN");
  await expectCell(page, 6, 3, "-Infinity");
  await expectCell(page, 2, 4, "<img src=x onerror=alert(1)>");
  await expectCell(page, 3, 4, "two↵lines");
  await expectCell(page, 4, 4, "abc[U+202E]fdp");
  await expectCell(page, 6, 4, '""');
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "CSV for spreadsheets" }).click();
  await (await download).saveAs(join(studio.workspace, "safe.csv"));
  expect(studio.text("safe.csv")).toContain("'=1+1");

  const none = await sent("none.csv", "a,b\n");
  await page.goto(`${studio.address}/checkpoints/${none}`);
  await page.getByText("The table has no rows.").waitFor();
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
  expect(studio.complaints.filter((c) => !c.includes("Failed to load resource"))).toEqual([]);
});

/** Sends a file as it is replaced with, and gives the digest of its table. */
async function sent(name: string, text: string): Promise<string> {
  const answer = await fetch(`${studio.address}/api/uploads?name=${name}`, {
    method: "POST",
    headers: { Authorization: `Bearer ${studio.token}`, "Content-Type": "application/octet-stream" },
    body: text,
  });
  return ((await answer.json()) as { digest: string }).digest;
}

/** Changes bytes all over the values of a checkpoint's file and leaves its time, as a bad disk does. */
function damage(digest: string): void {
  const folder = join(studio.workspace, "artifacts/objects");
  const path = join(folder, readdirSync(folder).find((name) => name.startsWith(digest.slice(0, 32))) ?? "");
  const bytes = readFileSync(path);
  for (let at = Math.floor(bytes.length / 5); at < (bytes.length / 5) * 4; at += 1000) {
    bytes[at] = (bytes[at] ?? 0) ^ 0x55;
  }

  spawnSync("cp", ["-p", path, `${path}.time`]);
  writeFileSync(path, bytes);
  spawnSync("touch", ["-r", `${path}.time`, path]);
}

async function expectCell(page: Page, row: number, column: number, text: string): Promise<void> {
  await page.locator(`[aria-rowindex="${row}"] [aria-colindex="${column}"]`, { hasText: text }).waitFor();
}

async function isAccessible(page: Page): Promise<void> {
  const found = await new AxeBuilder({ page }).analyze();
  expect(found.violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html).join(" | ")}`)).toEqual([]);
}
