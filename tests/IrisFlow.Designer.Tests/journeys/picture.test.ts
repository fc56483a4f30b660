import { mkdirSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Canvas } from "./canvas";
import { Studio } from "./studio";

const file = resolve(import.meta.dirname, "../../../src/docs/images/designer.png");
let studio: Studio;

beforeAll(async () => {
  studio = await Studio.open();
});

afterAll(() => studio?.close());

/** The picture of the README. It is written when IRISFLOW_PICTURE=1 asks for it, and looked at whenever the journeys are. */
test("The picture shows the iris workflow after a run, each step with what became of it, and a step's parameters", async () => {
  const run = await studio.run({ workflow: "iris" });
  const context = await studio.another({ viewport: { width: 1280, height: 800 }, colorScheme: "light" });
  const page = await studio.page(`/workflows/iris?run=${run}`, context);
  const canvas = new Canvas(page);
  const steps = ["load", "filter", "select", "train", "evaluate", "cross-validate"];
  for (const step of steps) {
    await canvas.isIn(step, "done");
  }
  await canvas.goTo("train");
  await page.keyboard.press("1");
  await page.getByRole("button", { name: "No findings" }).waitFor();
  await page.getByRole("link", { name: /^succeeded/ }).waitFor();
  await page.getByText("accuracy").or(page.getByText("logistic-regression")).first().waitFor();

  const canvasBox = await page.locator("[data-canvas='flow']").boundingBox();
  for (const step of steps) {
    await expect
      .poll(async () => isInside(await canvas.step(step).boundingBox(), canvasBox), { message: step })
      .toBe(true);
  }
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
  expect(studio.complaints).toEqual([]);
  if (process.env.IRISFLOW_PICTURE === "1") {
    mkdirSync(dirname(file), { recursive: true });
    await page.screenshot({ path: file, animations: "disabled" });
  }
});

type Box = { x: number; y: number; width: number; height: number } | null;

function isInside(inner: Box, outer: Box): boolean {
  return (
    inner !== null &&
    outer !== null &&
    inner.x >= outer.x &&
    inner.y >= outer.y &&
    inner.x + inner.width <= outer.x + outer.width &&
    inner.y + inner.height <= outer.y + outer.height
  );
}
