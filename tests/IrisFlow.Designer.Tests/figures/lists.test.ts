import { execFileSync } from "node:child_process";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { frames } from "../journeys/many-steps";
import { Studio } from "../journeys/studio";

// These print; that there are as many as they say is all they assert.
let studio: Studio;
let run: string;

beforeAll(async () => {
  studio = await Studio.open();
  run = await studio.run({ workflow: "iris" });
  execFileSync("sqlite3", [join(studio.workspace, "artifacts/irisflow.db")], { input: manyRuns });
  const lines = Array.from(
    { length: 100_000 },
    (_, index) => `\u001b[3${index % 8}mline ${index}\u001b[0m of a long log\n`,
  );
  studio.write(`artifacts/runs/${run}.log`, lines.join(""));
});

afterAll(() => studio?.close());

// Every third minute of seven months a run of two steps with two figures each, after the pattern of the one that ran.
const copies = `WITH RECURSIVE n(i, at) AS (SELECT 1, '2026-01-01' UNION ALL
  SELECT i + 1, datetime('2026-01-01', '+' || (3 * i) || ' minutes') FROM n WHERE i < 100000),
  copy(id, i, at) AS (SELECT strftime('%Y%m%d-%H%M%S000-', at) || printf('%06x', i), i, strftime('%Y-%m-%dT%H:%M:%S.000Z', at) FROM n)`;
const manyRuns = `BEGIN;
CREATE TEMP TABLE copies AS ${copies} SELECT * FROM copy;
INSERT INTO runs (id, workflow, workflow_id, state, command, started_at, finished_at, epoch, owner)
  SELECT c.id, workflow, workflow_id, CASE i % 17 WHEN 0 THEN 'failed' ELSE 'succeeded' END, command, at, at, epoch, owner FROM copies c, (SELECT * FROM runs LIMIT 1);
INSERT INTO steps (run_id, position, step, uses, state, reason, milliseconds)
  SELECT c.id, position, step, uses, state, reason, milliseconds FROM copies c, steps WHERE position < 2;
INSERT INTO metrics (run_id, step, metric, value, position)
  SELECT c.id, step, metric, value - (i % 97) / 1000.0, position FROM copies c, metrics WHERE position < 2 AND metrics.run_id NOT IN (SELECT id FROM copies);
COMMIT;`;

test("100,000 runs in the list", async () => {
  const page = await studio.page("/settings");
  const list = page.getByRole("table", { name: "Runs" });
  const shown = await taken(
    () => page.goto(`${studio.address}/runs`),
    () => rows(page).nth(20).waitFor(),
  );
  const scrolled = await frames(page, () => wheeled(page));
  const read = await taken(async () => {
    await list.focus();
    while ((await length(page)) < 10_000) {
      const before = await length(page);
      await page.keyboard.press("End");
      await page.waitForFunction(
        (rows) => (document.querySelector(".runs-list .virtual-all")?.clientHeight ?? 0) / 34 > rows,
        before,
      );
    }
  });
  const heap = await page.evaluate(() => Reflect.get(performance, "memory").usedJSHeapSize / 2 ** 20);
  const elements = await page.locator(".runs-list *").count();
  const filtered = await taken(
    () => page.getByRole("combobox", { name: /^State/ }).selectOption("failed"),
    () => rows(page).nth(20).getByText("failed").waitFor(),
  );
  const jumped = await taken(
    () => page.getByLabel("Until").fill("2026-01-02"),
    () => rows(page).first().getByText("20260102-").waitFor(),
  );
  console.info(
    `100,000 runs: the first are on screen after ${shown}; scrolled ${scrolled}; 10,000 read in ${read}, then ${heap.toFixed(0)} MiB and ${elements} elements; by state ${filtered}; a jump to the first day ${jumped}`,
  );
  expect(await rows(page).count()).toBeGreaterThan(20);
});

test("100,000 lines of a log", async () => {
  const page = await studio.page("/settings");
  const shown = await taken(
    () => page.goto(`${studio.address}/runs/${run}?tab=log`),
    () => page.getByText("100,000 lines").waitFor(),
  );
  const scrolled = await frames(page, () => wheeled(page));
  const found = await taken(
    () => page.getByLabel("Words in the log").fill("line 99999"),
    () => page.getByText("1 line", { exact: true }).waitFor(),
  );
  console.info(`100,000 lines: on screen after ${shown}; scrolled ${scrolled}; one found in ${found}`);
});

const rows = (page: Page) => page.locator(".runs-list .virtual-row");

const length = (page: Page) => page.locator(".runs-list .virtual-all").evaluate((all) => all.clientHeight / 34);

async function taken(...steps: (() => Promise<unknown>)[]): Promise<string> {
  const begun = performance.now();
  for (const step of steps) {
    await step();
  }
  return `${Math.round(performance.now() - begun)} ms`;
}

async function wheeled(page: Page): Promise<void> {
  await page.mouse.move(700, 600);
  for (let index = 0; index < 60; index++) {
    await page.mouse.wheel(0, index % 30 < 15 ? 900 : -600);
  }
}
