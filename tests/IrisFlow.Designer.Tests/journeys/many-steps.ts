import { join } from "node:path";
import type { Page } from "playwright-core";
import { Canvas } from "./canvas";
import { put, Studio } from "./studio";

/** A server with workflows of 250, 500 and 2,000 steps. */
export function openWithManySteps(): Promise<Studio> {
  return Studio.open((workspace) => {
    for (const steps of [250, 500, 2000]) {
      put(
        workspace,
        join("workflows", `steps-${steps}`, `steps-${steps}.flow.json`),
        JSON.stringify(workflowOf(steps)),
      );
    }
  });
}

/** Opens one of them, and says after how many milliseconds something of it was there. */
export async function openSteps(studio: Studio, steps: number): Promise<{ canvas: Canvas; shown: number }> {
  const begun = performance.now();
  const page = await studio.page(`/workflows/steps-${steps}`);
  await page.locator("[data-canvas='flow'] .react-flow__pane").waitFor();
  await page.locator(".react-flow__node, .far-view").first().waitFor({ state: "attached" });
  return { canvas: new Canvas(page), shown: performance.now() - begun };
}

/** Many steps with one, two and no inputs, each reading one of the forty before it; always the same. */
function workflowOf(count: number) {
  const steps: Record<string, object> = {};
  const outputs: string[] = [];
  let seed = 7;
  const source = () => {
    seed = (seed * 1103515245 + 12345) % 2 ** 31;
    const late = outputs.slice(-40);
    return late[seed % late.length];
  };
  for (let index = 0; index < count; index++) {
    const name = `s${index}`;
    const kind = index < 5 ? "read" : ["join", "split", "filter", "sort"][index % 4];
    steps[name] = {
      read: { uses: "data.read-csv", with: { path: "data/iris.csv" } },
      join: {
        uses: "data.join",
        from: { left: index < 5 ? "" : source(), right: index < 5 ? "" : source() },
        with: { on: ["species"] },
      },
      split: { uses: "data.split", from: { rows: index < 5 ? "" : source() }, with: { heldOut: 0.2 } },
      filter: { uses: "data.filter", from: { rows: index < 5 ? "" : source() }, with: { keep: "petal_width > 1" } },
      sort: { uses: "data.sort", from: { rows: index < 5 ? "" : source() }, with: { by: ["species"] } },
    }[kind as "read"] as object;
    outputs.push(...(kind === "split" ? [`${name}.train`, `${name}.test`] : [`${name}.rows`]));
  }

  return { format: 1, workflow: `steps-${count}`, steps };
}

export const elements = (page: Page) => page.evaluate(() => document.querySelectorAll("[data-canvas='flow'] *").length);
export const drawn = (page: Page) => page.locator(".react-flow__node").count();

/** Frames a second and the frame time that 95 of 100 keep, in the two seconds in which something is done. */
export async function frames(page: Page, during: () => Promise<void>): Promise<string> {
  const seen = page.evaluate(
    () =>
      new Promise<number[]>((done) => {
        const times: number[] = [];
        const frame = (now: number) => {
          times.push(now);
          if (now - (times[0] ?? now) < 2000) {
            requestAnimationFrame(frame);
          } else {
            done(times);
          }
        };
        requestAnimationFrame(frame);
      }),
  );
  await during();
  const times = await seen;
  const gaps = times.slice(1).map((time, index) => time - (times[index] ?? time));
  return `${((gaps.length * 1000) / gaps.reduce((sum, gap) => sum + gap, 0)).toFixed(0)} frames/s, p95 ${gaps.sort((a, b) => a - b)[Math.floor(gaps.length * 0.95)]?.toFixed(0)} ms`;
}

/** The same while the canvas is pushed about. */
export async function panned(page: Page): Promise<string> {
  await page.mouse.move(600, 850);
  await page.mouse.down();
  const seen = await frames(page, async () => {
    for (let index = 0; index < 100; index++) {
      await page.mouse.move(600 + 100 * Math.sin(index / 10), 700 + 100 * Math.cos(index / 10));
    }
  });
  await page.mouse.up();
  return seen;
}

/** How long a layout takes, as one who waits for it sees it. */
export async function laidOut(canvas: Canvas): Promise<number> {
  const begun = performance.now();
  await canvas.page.keyboard.press("Alt+c");
  await canvas.page.keyboard.press("l");
  await canvas.told("The steps are laid out.");
  return performance.now() - begun;
}

export async function zoomedIn(canvas: Canvas): Promise<void> {
  await canvas.page.keyboard.press("Alt+c");
  await canvas.goTo("s100");
  await canvas.page.keyboard.press("0");
  await canvas.page.waitForFunction(() =>
    document.querySelector<HTMLElement>(".react-flow__viewport")?.style.transform.endsWith("scale(1)"),
  );
}
