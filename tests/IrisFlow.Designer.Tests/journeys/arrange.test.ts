import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { Canvas } from "./canvas";
import { Studio } from "./studio";

let studio: Studio;

beforeAll(async () => {
  studio = await Studio.open();
});

afterEach(() => studio.closePages());

afterAll(() => studio?.close());

/** The iris workflow under a name of its own: what one test does is no draft of another. */
async function copyOfIris(name: string): Promise<Canvas> {
  const definition = { ...JSON.parse(studio.text("workflows/iris/iris.flow.json")), workflow: name };
  const saved = await studio.call("PUT", `/api/workflows/${name}`, { definition });
  expect(saved.status).toBeLessThan(300);
  const canvas = new Canvas(await studio.page(`/workflows/${name}`));
  await canvas.step("train").waitFor();
  return canvas;
}

const placeOf = (canvas: Canvas, step: string) =>
  canvas.step(step).evaluate((node) => (node as HTMLElement).style.transform);

test("A wire whose end is pulled off and dropped on nothing comes off, and nothing else is offered", async () => {
  const canvas = await copyOfIris("pulled");
  const { page } = canvas;
  const port = await canvas.port("filter", "in", "rows").boundingBox();
  await page.mouse.move((port?.x ?? 0) - 4, (port?.y ?? 0) + (port?.height ?? 0) / 2);
  await page.mouse.down();
  await page.mouse.move((port?.x ?? 0) - 40, (port?.y ?? 0) + 200, { steps: 6 });
  await page.mouse.up();

  await canvas.told("Nothing is wired to filter.rows any more.");
  expect(await page.getByRole("dialog").count()).toBe(0);
  expect(await canvas.listed()).toContain("filter | iris.remove-long-sepals | reads nothing");
});

test("A group goes with its steps, is folded to one box, and each is one thing to undo", async () => {
  const canvas = await copyOfIris("grouped");
  const { page } = canvas;
  await canvas.step("train").locator(".step-title").click();
  await canvas
    .step("evaluate")
    .locator(".step-title")
    .click({ modifiers: ["Shift"] });
  await page.keyboard.press("Control+g");
  await page.getByRole("dialog").getByRole("textbox").fill("Fit");
  await page.keyboard.press("Enter");
  await page.locator(".react-flow__node-group").getByText("Fit").waitFor();

  const before = await placeOf(canvas, "train");
  const head = await page.locator(".group-frame header span").boundingBox();
  await page.mouse.move((head?.x ?? 0) + 4, (head?.y ?? 0) + 4);
  await page.mouse.down();
  await page.mouse.move((head?.x ?? 0) + 4, (head?.y ?? 0) - 80, { steps: 6 });
  await page.mouse.up();
  expect(await placeOf(canvas, "train")).not.toBe(before);
  await page.keyboard.press("Control+z");
  expect(await placeOf(canvas, "train")).toBe(before);

  await page.getByRole("button", { name: "Fold Fit" }).click();
  await page.locator(".react-flow__node-folded").getByText("2 steps").waitFor();
  expect(await canvas.step("train").count()).toBe(0);
  await page.keyboard.press("Control+z");
  await canvas.step("train").waitFor();
});

test("Ctrl and a click on the canvas add a step there", async () => {
  const canvas = await copyOfIris("clicked");
  const { page } = canvas;
  await page.mouse.click(500, 780, { button: "left" });
  await page.keyboard.down("Control");
  await page.mouse.click(500, 780);
  await page.keyboard.up("Control");
  await page.getByRole("dialog").getByRole("combobox", { name: "Activity" }).waitFor();
  await page.keyboard.type("sample");
  await page.keyboard.press("Enter");
  await canvas.told("Added sample.");

  const box = await canvas.step("sample").boundingBox();
  expect(Math.abs((box?.x ?? 0) - 500)).toBeLessThan(12);
  expect(Math.abs((box?.y ?? 0) - 780)).toBeLessThan(12);
});

test("A layout that was only computed is no change; what is moved is", async () => {
  const canvas = await copyOfIris("moved");
  const { page } = canvas;
  expect(await page.getByRole("button", { name: "Undo" }).isDisabled()).toBe(true);
  await canvas.goTo("train");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");

  expect(await page.getByRole("button", { name: "Undo" }).isDisabled()).toBe(false);
  await page.keyboard.press("Control+z");
  expect(await page.getByRole("button", { name: "Undo" }).isDisabled()).toBe(true);
});

test("Escape gives up a drag and a wire that is being drawn, as if they had not begun", async () => {
  const canvas = await copyOfIris("given-up");
  const { page } = canvas;
  const before = await placeOf(canvas, "train");
  const title = await canvas.step("train").locator(".step-title").boundingBox();
  await page.mouse.move((title?.x ?? 0) + 4, (title?.y ?? 0) + 4);
  await page.mouse.down();
  await page.mouse.move((title?.x ?? 0) + 4, (title?.y ?? 0) + 120, { steps: 6 });
  expect(await placeOf(canvas, "train")).not.toBe(before);
  await page.keyboard.press("Escape");
  await page.mouse.up();
  expect(await placeOf(canvas, "train")).toBe(before);

  await canvas.draw(canvas.port("load", "out", "rows"), canvas.port("cross-validate", "in", "rows"));
  await page.keyboard.press("Escape");
  await page.mouse.up();
  expect(await page.getByRole("button", { name: "Undo" }).isDisabled()).toBe(true);
});

test("With the keyboard alone several steps are picked, grouped, folded and deleted, and the focus is never lost", async () => {
  const canvas = await copyOfIris("kept-focus");
  const { page } = canvas;
  const focus = () => page.evaluate(() => document.activeElement?.closest("[data-canvas]") !== null);
  await page.keyboard.press("Alt+c");
  await canvas.goTo("train");
  await page.keyboard.press("g");
  await page.getByRole("dialog").getByRole("combobox", { name: "Step" }).waitFor();
  await page.keyboard.type("evaluate");
  await page.keyboard.press("Shift+Enter");
  await canvas.told("2 steps are picked.");
  await page.keyboard.press("Control+g");
  await page.getByRole("dialog").getByRole("textbox").fill("Fit");
  await page.keyboard.press("Enter");
  await page.locator("dialog").waitFor({ state: "detached" });
  await page.keyboard.press("f");
  await page.locator(".react-flow__node-folded").waitFor();
  expect(await focus()).toBe(true);

  await page.keyboard.press("f");
  await canvas.goTo("filter");
  await page.keyboard.press("Delete");
  await canvas.step("filter").waitFor({ state: "detached" });
  expect(await focus()).toBe(true);
  await page.keyboard.press("n");
  await page.keyboard.type("mind");
  await page.keyboard.press("Escape");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Delete");
  await page.locator(".react-flow__node-note").waitFor({ state: "detached" });
  expect(await focus()).toBe(true);
});
