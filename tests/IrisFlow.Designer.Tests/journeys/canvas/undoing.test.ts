import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Canvas } from "../canvas";
import { Studio } from "../studio";

let studio: Studio;

beforeAll(async () => {
  studio = await Studio.open();
});

afterAll(() => studio?.close());

type Edit = (canvas: Canvas) => Promise<void>;

const press =
  (...keys: string[]): Edit =>
  async ({ page }) => {
    for (const key of keys) {
      await page.keyboard.press(key);
    }
  };

let counted = 0;

/** What a person does with the keys of the canvas; each goes to another step first, so that each is an edit of its own. */
const edits: fc.Arbitrary<Edit> = fc.constantFrom<Edit>(
  press("j", "ArrowRight"),
  press("k", "Shift+ArrowDown"),
  press("j", "j", "ArrowUp"),
  press("j", "Control+d"),
  press("k", "Delete"),
  press("j", "Shift+w"),
  async ({ page }) => {
    await page.keyboard.press("n");
    await page.waitForFunction(() => document.activeElement?.getAttribute("aria-label") === "Note");
    await page.keyboard.press("Escape");
    await page.waitForFunction(() => document.activeElement?.matches(".react-flow__node-note"));
  },
  press("j", "Control+c", "Control+v"),
  press("Control+a", "Control+g"),
  press("f"),
  press("Escape", "l"),
  async ({ page }) => {
    await press("j", "F2")({ page } as Canvas);
    await page.getByRole("dialog").getByRole("textbox").press("End");
    await page.keyboard.type("x");
    await page.keyboard.press("Enter");
    await page.locator("dialog").waitFor({ state: "detached" });
  },
  async ({ page }) => {
    await page.keyboard.press("Escape");
    await page.getByLabel("Name of a new parameter").fill(`p${counted++}`);
    await page.keyboard.press("Enter");
  },
  (canvas) => canvas.quickAdd("data filter"),
  (canvas) => canvas.quickAdd("select k best"),
);

test("A hundred random edits and a hundred undos give the same bytes", async () => {
  const file = "workflows/iris/iris.flow.json";
  const before = studio.text(file);
  const canvas = new Canvas(await studio.page("/workflows/iris"));
  const { page } = canvas;
  await canvas.step("train").waitFor();

  for (const edit of fc.sample(edits, { seed: 20_261_121, numRuns: 100 })) {
    // Some ask for a name: what was open is closed first.
    await page.keyboard.press("Escape");
    await page.locator("dialog").waitFor({ state: "detached" });
    await page.keyboard.press("Alt+c");
    await edit(canvas);
  }
  await page.keyboard.press("Escape");
  await page.locator("dialog").waitFor({ state: "detached" });
  await page.keyboard.press("Alt+c");
  await page.keyboard.press("Control+s");
  await page.getByText("Saved", { exact: true }).waitFor();
  const changed = studio.text(file);
  expect(changed).not.toBe(before);

  await page.keyboard.press("Alt+c");
  for (let undone = 0; undone < 100; undone++) {
    await page.keyboard.press("Control+z");
  }
  await page.getByText(/^Not saved/).waitFor();
  await page.keyboard.press("Control+s");
  await page.getByText("Saved", { exact: true }).waitFor();

  expect(studio.text(file)).toBe(before);
  expect(studio.complaints).toEqual([]);
});
