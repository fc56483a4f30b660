import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { drawn, elements, openSteps, openWithManySteps, zoomedIn } from "./many-steps";
import type { Studio } from "./studio";

let studio: Studio;

beforeAll(async () => {
  studio = await openWithManySteps();
});

afterEach(() => studio.closePages());

afterAll(() => studio?.close());

test("Zoomed in, five hundred steps need at most a third of the elements that drawing them all would", async () => {
  const all = await openSteps(studio, 250);
  expect(await drawn(all.canvas.page)).toBe(250);
  const everything = 2 * (await elements(all.canvas.page));

  const { canvas } = await openSteps(studio, 500);
  // They are laid out beside the page, which goes on meanwhile.
  await canvas.page.keyboard.press("Alt+c");
  await canvas.page.keyboard.press("l");
  await canvas.told("The steps are laid out.");
  expect(canvas.page.workers().map((worker) => worker.url())).toEqual([expect.stringContaining("elk-worker")]);
  const undo = canvas.page.getByRole("button", { name: "Undo" });
  await canvas.page.keyboard.press("Control+z");
  expect(await undo.isDisabled()).toBe(true);
  await zoomedIn(canvas);
  expect(await drawn(canvas.page)).toBeLessThan(100);
  expect(await elements(canvas.page)).toBeLessThan(everything / 3);
});

test("Two thousand steps in sight are a picture, and a click goes to a step that is drawn in full", async () => {
  const { canvas } = await openSteps(studio, 2000);
  const { page } = canvas;
  await page.locator(".far-view").waitFor({ state: "attached" });
  expect(await elements(page)).toBeLessThan(200);
  expect(await page.locator(".react-flow__minimap").count()).toBe(0);

  await zoomedIn(canvas);
  expect(await page.locator(".far-view").count()).toBe(0);
  expect(await page.locator(".react-flow__minimap").count()).toBe(1);
  expect(await elements(page)).toBeLessThan(3000);
  expect(studio.complaints).toEqual([]);
});
