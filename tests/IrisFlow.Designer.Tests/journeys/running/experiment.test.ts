import AxeBuilder from "@axe-core/playwright";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Canvas } from "../canvas";
import { Studio } from "../studio";

let studio: Studio;

beforeAll(async () => {
  studio = await Studio.open();
});

afterAll(() => studio?.close());

test("A run is previewed, watched, found again after a reload, changed in one value, and compared with the first", async () => {
  const page = await studio.page("/workflows/iris");
  const canvas = new Canvas(page);
  await canvas.step("train").waitFor();

  await page.keyboard.press("Control+Enter");
  const preview = page.getByRole("dialog", { name: "Run iris" });
  await preview.getByText("Will run 6 steps.").waitFor();
  expect(await preview.locator(".copy-line").textContent()).toBe("irisflow run iris");
  await clean(page, "the preview");
  await page.keyboard.press("Enter");
  await is(canvas, "cross-validate", "done");
  const run = new URL(page.url()).searchParams.get("run") ?? "";
  await page.getByText("The run succeeded").waitFor();

  await page.reload();
  await is(canvas, "cross-validate", "done");
  expect(new URL(page.url()).searchParams.get("run")).toBe(run);

  await page.keyboard.press("Control+Enter");
  await preview.getByText("Nothing to run: all 6 results are there already.").waitFor();
  await preview.getByText("Options").click();
  await preview.getByLabel("Parameters of the workflow, for this run only").fill("k=3");
  await preview.getByText("Options").click();
  await preview.getByText("Will run 4 steps, will reuse 2.").waitFor();
  expect(await preview.locator(".copy-line").textContent()).toBe("irisflow run iris --param k=3");
  await preview.getByRole("button", { name: "Run", exact: true }).click();
  await is(canvas, "load", "reused");
  await is(canvas, "cross-validate", "done");
  await clean(page, "the canvas");

  await page.goto(`${studio.address}/runs`);
  await page.getByRole("row").nth(2).waitFor();
  await clean(page, "the list of runs");
  for (const box of await page.getByRole("checkbox", { name: /^Pick run/ }).all()) {
    await box.check();
  }
  await page.getByRole("button", { name: "Compare 2 runs" }).click();
  await page.getByText("They part at").waitFor();
  expect(
    await page
      .locator("tr", { has: page.getByRole("rowheader", { name: "k", exact: true }) })
      .locator("td")
      .allTextContents(),
  ).toEqual(["3", "2"]);
  expect(await page.getByRole("rowheader", { name: "train.trainer.l2" }).count()).toBe(0);
  await page.getByLabel("Only differences").uncheck();
  // The code and the outcome of a step that is the same in both stand there as well.
  await page.getByRole("rowheader", { name: "load", exact: true }).nth(1).waitFor();
  await page.getByRole("button", { name: "evaluate.metrics" }).click();
  await page.getByText("0 added").waitFor();
  await clean(page, "the comparison");
  expect(studio.complaints).toEqual([]);
}, 240_000);

test("What a step's menu offers is previewed with its line, by keyboard alone", async () => {
  const page = await studio.page("/workflows/iris");
  const canvas = new Canvas(page);
  await canvas.step("train").waitFor();
  await page.locator("[data-canvas='flow']").focus();
  const previewed = async (words: string, title: string, line: string) => {
    await page.keyboard.press("r");
    await page.getByRole("combobox", { name: "What to do with train" }).waitFor();
    await page.keyboard.type(words);
    await page.keyboard.press("Enter");
    const dialog = page.getByRole("dialog", { name: title });
    await dialog.getByText(line, { exact: true }).waitFor();
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "detached" });
  };
  await canvas.goTo("train");
  await previewed("run to", "Run to train", "irisflow run iris --to train");
  await previewed("run from", "Run from train", "irisflow run iris --from train");
  await previewed("run only", "Run only train", "irisflow run iris --from train --to train");
  await previewed("again", "Run and make train again", "irisflow run iris --force train");
});

test("The page of a run shows its steps, its times, its events and its log, and where its data comes from", async () => {
  const { items } = (await (await studio.call("GET", "/api/runs?workflow=iris")).json()) as {
    items: { run: string }[];
  };
  const page = await studio.page(`/runs/${items[0]?.run}`);
  await page.getByRole("rowheader", { name: /^cross-validate/ }).waitFor();
  await clean(page, "the steps");
  await page.getByRole("button", { name: "Why select?" }).click();
  await page.getByRole("dialog").getByText("k changed from 2 to 3").first().waitFor();
  await clean(page, "the reasons");
  await page.keyboard.press("Escape");

  await page.getByRole("tab", { name: "Timeline" }).click();
  for (const mode of ["Waterfall", "Flat", "Timed"]) {
    await page.getByRole("button", { name: mode }).click();
    expect(await page.locator(".timeline .row-name").count()).toBe(6);
  }
  expect(await page.locator(".timeline .bar-hatch").count()).toBe(2);
  await page.getByText("The same as a table").click();
  await clean(page, "the timeline");

  await page.getByRole("tab", { name: "Events" }).click();
  await page.getByRole("combobox", { name: /^Step/ }).selectOption("select");
  await page.getByText("2 of 12").waitFor();
  await clean(page, "the events");
  await page.getByRole("tab", { name: "Log" }).click();
  await page.getByText("4 run, 2 reused").waitFor();
  await clean(page, "the log");
  await page.getByRole("tab", { name: "Parameters and metrics" }).click();
  await page.getByRole("rowheader", { name: "evaluate.accuracy" }).waitFor();
  await clean(page, "the parameters");

  await page.getByRole("tab", { name: "Steps" }).click();
  await page.getByRole("link", { name: "Lineage of select.rows" }).click();
  await page.getByText("data/iris.csv").first().waitFor();
  await clean(page, "the lineage");
});

test("A sweep of 12 is begun from the palette, and shows which values were best", async () => {
  const page = await studio.page("/workflows/iris");
  await new Canvas(page).step("train").waitFor();
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox", { name: "Command" }).waitFor();
  await page.keyboard.type("sweep");
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: "Sweep iris" });
  await dialog.getByLabel("Parameter 1", { exact: true }).fill("select.k");
  await dialog.getByLabel("Values of parameter 1").fill("1, 2, 3");
  await dialog.getByRole("button", { name: "One more parameter" }).click();
  await dialog.getByLabel("Parameter 2", { exact: true }).fill("train.trainer.l2");
  await dialog.getByLabel("Values of parameter 2").fill("0.01..10 in 4 log");
  await dialog.getByLabel("Best by").fill("cross-validate.accuracy");
  await dialog.getByText("12 runs").waitFor();
  await clean(page, "the dialog of a sweep");
  await dialog.getByRole("button", { name: "Run", exact: true }).click();

  await page.getByText("12 of 12 runs", { exact: true }).waitFor();
  await page.locator(".best-run").getByText("select.k = 3").waitFor();
  expect(await page.locator(".sweep-table tbody tr").count()).toBe(12);
  await page.getByLabel("select.k from").fill("3");
  await page.getByText("4 of 12 runs are within what is picked").waitFor();
  expect(await page.locator(".sweep-table tbody tr").count()).toBe(4);
  await page.getByRole("button", { name: "train.trainer.l2" }).click();
  expect(await page.getByRole("columnheader", { name: "train.trainer.l2" }).getAttribute("aria-sort")).toBe(
    "ascending",
  );
  await clean(page, "the sweep");
});

const is = (canvas: Canvas, step: string, state: string) =>
  canvas.step(step).locator(`[data-state="${state}"]`).waitFor();

async function clean(page: Page, what: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(
    violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.html).join("\n")}`),
    what,
  ).toEqual([]);
}
