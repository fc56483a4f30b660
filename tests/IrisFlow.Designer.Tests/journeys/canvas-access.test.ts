import { AxeBuilder } from "@axe-core/playwright";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { Canvas } from "./canvas";
import { Studio } from "./studio";

let studio: Studio;

beforeAll(async () => {
  studio = await Studio.open();
});

afterEach(() => studio.closePages());

afterAll(() => studio?.close());

test.each(["light", "dark"] as const)(
  "axe finds nothing on the canvas in the %s look, nor in its lists",
  async (colorScheme) => {
    const page = await studio.page("/workflows/iris");
    await page.emulateMedia({ colorScheme });
    const canvas = new Canvas(page);
    await canvas.step("train").waitFor();
    await canvas.goTo("train");
    const found = async () =>
      (await new AxeBuilder({ page }).analyze()).violations.map(
        ({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 150)).join(" | ")}`,
      );

    expect(await found()).toEqual([]);
    await canvas.listed();
    expect(await found()).toEqual([]);
    await page.keyboard.press("Alt+c");
    await page.keyboard.press("/");
    await page.getByRole("dialog").waitFor();
    expect(await found()).toEqual([]);
    await page.keyboard.press("Escape");
    await page.keyboard.press("?");
    await page.getByRole("dialog", { name: "Keys" }).waitFor();
    expect(await found()).toEqual([]);
  },
);

test("From a step, Tab goes to its ports, each of which says its type; Enter begins a wire", async () => {
  const page = await studio.page("/workflows/iris");
  const canvas = new Canvas(page);
  await canvas.step("train").waitFor();
  await canvas.goTo("train");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");

  expect(await page.evaluate(() => document.activeElement?.getAttribute("aria-label"))).toBe("Output model: model");
  expect(
    await page.evaluate(() => document.activeElement && getComputedStyle(document.activeElement, "::after").content),
  ).toBe('"model: model"');
  await page.keyboard.press("Enter");
  await page.getByRole("dialog", { name: "Wire from train.model" }).waitFor();
  const refused = page.getByRole("option", { disabled: true });
  expect(await refused.first().locator(".choice-more").textContent()).toMatch(/\.$/);
});
