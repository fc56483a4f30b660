import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { Canvas } from "../canvas";
import { Studio } from "../studio";

let studio: Studio;

beforeAll(async () => {
  studio = await Studio.open();
});

afterEach(() => studio.closePages());

afterAll(() => studio?.close());

const definition = () => JSON.parse(studio.text("workflows/iris/iris.flow.json"));

test("A failed step is opened, says why, gets another parameter, and the run goes on from there", async () => {
  const broken = definition();
  broken.workflow = "broken";
  broken.steps.filter = {
    uses: "data.filter",
    from: { rows: "load.rows" },
    with: { keep: "sepal_length < 0" },
  };
  studio.write("workflows/broken/broken.flow.json", JSON.stringify(broken));
  studio.write("workflows/broken/data/iris.csv", studio.text("workflows/iris/data/iris.csv"));
  const page = await studio.page("/workflows/broken");
  const canvas = new Canvas(page);
  await canvas.step("train").waitFor();
  await page.getByRole("button", { name: "Run the workflow" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Run", exact: true }).click();
  await canvas.isIn("select", "failed");

  await canvas.goTo("select");
  const outcome = page.getByRole("region", { name: /did with select$/ });
  await outcome.locator(".outcome-error").waitFor();
  expect(await outcome.locator(".outcome-error").innerText()).toMatch(/row/);

  await canvas.goTo("filter");
  await page.getByLabel("keep").fill("sepal_length < 7");
  await page.keyboard.press("Tab");
  await canvas.isIn("filter", "stale");
  await page
    .getByRole("region", { name: /did with filter$/ })
    .getByRole("button", { name: "Run from here" })
    .click();
  const dialog = page.getByRole("dialog", { name: "Run from filter" });
  await dialog.locator(".plan-run .plan-step").getByText("select", { exact: true }).waitFor();
  expect(await dialog.locator("code").first().innerText()).toContain("--from filter");
  await dialog.getByRole("button", { name: "Save and run" }).click();

  await canvas.isIn("evaluate", "done");
  await canvas.isIn("cross-validate", "done");
  const { items } = await studio.ask<{ items: { state: string }[] }>("/api/runs?workflow=broken");
  expect(items.map((item) => item.state)).toEqual(["succeeded", "failed"]);
  expect(studio.complaints).toEqual([]);
});

test("An output gives way to a CSV that fits, and not to one with a wrong column", async () => {
  const page = await studio.page("/workflows/iris");
  const canvas = new Canvas(page);
  await canvas.step("train").waitFor();
  await canvas.goTo("load");
  await page.keyboard.press("r");
  await page.getByRole("option", { name: "Replace its output with my file" }).click();
  const dialog = page.getByRole("dialog", { name: "Replace load.rows" });
  const rows = studio.text("workflows/iris/data/iris.csv").split("\n");
  const send = (name: string, lines: string[]) =>
    dialog
      .getByLabel("Drop a file here, or choose one")
      .setInputFiles({ name, mimeType: "text/csv", buffer: Buffer.from(lines.join("\n")) });

  await send("wrong.csv", [rows[0]?.replace("petal_width", "petal_widht") ?? "", ...rows.slice(1)]);
  await dialog.getByText("It does not fit this output.").waitFor();
  await dialog.getByText("Did you mean 'petal_widht'?").first().waitFor();
  expect(await dialog.getByRole("button", { name: "Use this file" }).isDisabled()).toBe(true);

  await send("every-second.csv", [rows[0] ?? "", ...rows.slice(1).filter((_, index) => index % 2 === 0)]);
  await dialog.getByText("75 rows, 5 columns. It fits.").waitFor();
  await dialog.getByRole("button", { name: "Use this file" }).click();
  const plan = page.getByRole("dialog", { name: "Run with your data in the place of load.rows" });
  await plan.getByRole("button", { name: "Run", exact: true }).click();

  await canvas.isIn("load", "injected");
  await canvas.isIn("cross-validate", "done");
  await canvas.goTo("load");
  await page.getByText("table, 75 rows").waitFor();
  expect(studio.complaints).toEqual([]);
});
