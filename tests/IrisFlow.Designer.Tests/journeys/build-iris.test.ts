import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { Canvas } from "./canvas";
import { Studio } from "./studio";

let studio: Studio;

beforeAll(async () => {
  studio = await Studio.open();
});

afterAll(() => studio?.close());

afterEach(() => studio.closePages());

async function emptyCanvas(name: string): Promise<Canvas> {
  const saved = await studio.call("PUT", `/api/workflows/${name}`, {
    definition: { format: 1, workflow: name, steps: {} },
  });
  expect(saved.status).toBeLessThan(300);
  const page = await studio.page(`/workflows/${name}`);
  await page.locator("[data-canvas='flow'] .react-flow__pane").waitFor();
  return new Canvas(page);
}

const iris = [
  "read-csv | data.read-csv | reads nothing",
  "remove-long-sepals | iris.remove-long-sepals | rows from read-csv.rows",
  "select-k-best | features.select-k-best | rows from remove-long-sepals.rows",
  "train | model.train | rows from select-k-best.rows",
  "evaluate | model.evaluate | model from train.model, rows from select-k-best.rows",
];

test("The iris workflow is built from an empty canvas with the mouse", async () => {
  const canvas = await emptyCanvas("by-mouse");
  await canvas.drag("read csv", 80, 120);
  await canvas.drag("long sepals", 80, 400);
  await canvas.drag("select k best", 360, 120);
  await canvas.drag("model train", 360, 400);
  await canvas.drag("evaluate", 620, 250);

  await canvas.wire(["read-csv", "rows"], ["remove-long-sepals", "rows"]);
  await canvas.wire(["remove-long-sepals", "rows"], ["select-k-best", "rows"]);
  await canvas.wire(["select-k-best", "rows"], ["train", "rows"]);
  await canvas.wire(["train", "model"], ["evaluate", "model"]);
  await canvas.wire(["select-k-best", "rows"], ["evaluate", "rows"]);

  expect(await canvas.listed()).toEqual(iris);
  expect(studio.complaints).toEqual([]);
});

test("The iris workflow is built from an empty canvas with the keyboard alone, a step in no more than four keys", async () => {
  const canvas = await emptyCanvas("by-keys");
  // A slash, two letters and Enter.
  await canvas.quickAdd("cs");
  await canvas.told("Added read-csv.");
  await canvas.quickAdd("long sepals");
  await canvas.told("Added remove-long-sepals, wired from read-csv.rows to remove-long-sepals.rows.");
  await canvas.quickAdd("select k best");
  await canvas.told("Added select-k-best, wired from remove-long-sepals.rows to select-k-best.rows.");
  await canvas.quickAdd("model train");
  await canvas.told("Added train, wired from select-k-best.rows to train.rows.");
  await canvas.quickAdd("evaluate");
  await canvas.told("Added evaluate, wired from train.model to evaluate.model.");
  await canvas.goTo("select-k-best");
  await canvas.wireByKeys("evaluate rows");
  await canvas.told("select-k-best.rows is wired to evaluate.rows.");

  expect(await canvas.listed()).toEqual(iris);
  expect(studio.complaints).toEqual([]);
});

test("A wire to an input of another kind is refused, with the reason at the pointer and spoken", async () => {
  const page = await studio.page("/workflows/iris");
  const canvas = new Canvas(page);
  await canvas.step("train").waitFor();
  await canvas.draw(canvas.port("train", "out", "model"), canvas.port("cross-validate", "in", "rows"));

  const reason = "cross-validate.rows takes a table, and train.model gives a model.";
  await canvas.told(reason);
  expect(await page.locator(".connection-reason").textContent()).toBe(reason);
  await page.mouse.up();

  expect((await canvas.listed()).at(-1)).toBe(
    "cross-validate | model.cross-validate | model from train.model, rows from filter.rows",
  );
});

test("A wire that is dropped on empty canvas offers what it could go to", async () => {
  const page = await studio.page("/workflows/iris");
  const canvas = new Canvas(page);
  await canvas.step("train").waitFor();
  await canvas.grab(canvas.port("train", "out", "model"));
  await page.mouse.move(500, 780, { steps: 6 });
  await page.mouse.up();

  await page.getByRole("dialog").getByRole("combobox", { name: "Activity" }).waitFor();
  expect(await page.getByRole("option").locator(".choice-label").allTextContents()).toEqual(
    expect.arrayContaining(["model.predict", "model.evaluate"]),
  );
  expect(await page.getByRole("option", { name: "data.sort" }).count()).toBe(0);
});

test("Steps are copied from one tab and pasted in another", async () => {
  const from = new Canvas(await studio.page("/workflows/iris"));
  await from.step("train").waitFor();
  await from.goTo("train");
  await from.page.keyboard.press("Control+a");
  await from.page.keyboard.press("Control+c");
  await from.told("Copied load, filter, select, train, evaluate, cross-validate.");

  const to = await emptyCanvas("pasted");
  await to.page.locator("[data-canvas='flow']").focus();
  await to.page.keyboard.press("Control+v");
  await to.told("Pasted load, filter, select, train, evaluate, cross-validate.");

  expect(await to.listed()).toEqual(await from.listed());
  expect(studio.complaints).toEqual([]);
});

test("What was done is undone and done again", async () => {
  const canvas = new Canvas(await studio.page("/workflows/iris"));
  await canvas.step("train").waitFor();
  const before = await canvas.listed();
  await canvas.page.keyboard.press("Alt+c");
  await canvas.goTo("filter");
  await canvas.page.keyboard.press("Delete");
  await canvas.told("Removed filter.");
  const without = await canvas.listed();
  expect(without).toContain("select | features.select-k-best | reads nothing");

  await canvas.page.keyboard.press("Control+z");
  expect(await canvas.listed()).toEqual(before);
  await canvas.page.keyboard.press("Control+y");
  expect(await canvas.listed()).toEqual(without);
  await canvas.page.keyboard.press("Control+z");
});

test("A step is pasted with its incoming wires, or without them", async () => {
  const canvas = new Canvas(await studio.page("/workflows/iris"));
  const { page } = canvas;
  await canvas.step("select").waitFor();
  await canvas.goTo("select");
  await page.keyboard.press("Control+c");
  await canvas.told("Copied select.");
  await page.keyboard.press("Control+v");
  await canvas.told("Pasted select-2.");
  await page.keyboard.press("Control+Shift+V");
  await canvas.told("Pasted select-3.");

  expect((await canvas.listed()).slice(-2)).toEqual([
    "select-2 | features.select-k-best | rows from filter.rows",
    "select-3 | features.select-k-best | reads nothing",
  ]);
  await page.keyboard.press("Control+z");
  await page.keyboard.press("Control+z");
});

test("Every command is in the palette, and the map of keys shows them all", async () => {
  const page = await studio.page("/workflows/iris");
  const canvas = new Canvas(page);
  await canvas.step("train").waitFor();
  await page.keyboard.press("Control+Shift+P");
  await page.getByRole("combobox", { name: "Command" }).waitFor();
  const commands = await page.getByRole("option").locator(".choice-label").allTextContents();
  await page.keyboard.press("Escape");
  // By the element: a role is gone as soon as the dialog hides, before the focus is back.
  await page.locator("dialog").waitFor({ state: "detached" });
  await page.keyboard.press("?");
  await page.getByRole("dialog", { name: "Keys" }).waitFor();

  expect(commands.length).toBeGreaterThan(40);
  expect((await page.getByRole("dialog").locator("dt").allTextContents()).sort()).toEqual(commands.sort());
  const keys = await page.getByRole("dialog").locator("kbd").allTextContents();
  expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
});
