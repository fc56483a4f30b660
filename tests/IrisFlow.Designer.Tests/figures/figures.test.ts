import { rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, test } from "vitest";
import { Canvas } from "../journeys/canvas";
import { addGated } from "../journeys/gated";
import { elements, laidOut, openSteps, openWithManySteps, panned, zoomedIn } from "../journeys/many-steps";
import { Studio } from "../journeys/studio";

// These print and assert nothing: how fast a machine is, is no rule.
const gates = ["workflows/gated/first", "workflows/gated/second"];
let many: Studio;
let gated: Studio;

beforeAll(async () => {
  [many, gated] = await Promise.all([openWithManySteps(), Studio.open(addGated)]);
});

afterAll(() => Promise.all([many?.close(), gated?.close()]));

test.each([500, 2000])("A canvas of %d steps", async (steps) => {
  const { canvas, shown } = await openSteps(many, steps);
  const whole = await panned(canvas.page);
  await zoomedIn(canvas);
  const near = await panned(canvas.page);
  say(
    `${steps} steps: shown after ${ms(shown)}; pan of all ${whole}; pan zoomed in ${near}, ${await elements(canvas.page)} elements; layout ${ms(await laidOut(canvas))}`,
  );
  await canvas.page.close();
});

test.each([0, 50])("A step's change of state on screen, while %d others listen", async (others) => {
  for (const gate of gates) {
    rmSync(join(gated.workspace, gate), { force: true });
  }
  const stop = new AbortController();
  const heard = { bytes: 0 };
  await Promise.all(
    Array.from({ length: others }, async () => {
      const answer = await fetch(`${gated.address}/api/events`, {
        headers: { Authorization: `Bearer ${gated.token}` },
        signal: stop.signal,
      });
      void drained(answer, heard);
    }),
  );
  const { run } = await gated.ask<{ run: string }>("/api/runs", {
    workflow: "gated",
    noCache: true,
  });
  const page = await gated.page(`/workflows/gated?run=${run}`);
  const canvas = new Canvas(page);
  await canvas.isIn("first", "running");
  const seen = page.evaluate(
    () =>
      new Promise<Record<string, number>>((done) => {
        const times: Record<string, number> = {};
        const look = () => {
          for (const name of ["first", "second", "keep"]) {
            if (document.querySelector(`.react-flow__node[data-id="${name}"] [data-state="done"]`)) {
              times[name] ??= Date.now();
            }
          }
          if (Object.keys(times).length === 3) {
            done(times);
          }
        };
        new MutationObserver(look).observe(document, { subtree: true, childList: true, attributes: true });
      }),
  );
  for (const gate of gates) {
    gated.write(gate, "");
  }
  const times = await seen;
  const { items } = await gated.ask<{ items: { event: string; step: string; at: string }[] }>(
    `/api/runs/${run}/events?limit=500`,
  );
  const delays = Object.entries(times).map(([step, time]) => {
    const ended = items.findLast((item) => item.step === step && item.event.startsWith("step-"));
    return time - Date.parse(ended?.at ?? "");
  });
  say(
    `${others} other listeners: a step's end is on screen after ${delays.map(ms).join(", ")}${others > 0 ? `; they heard ${heard.bytes} bytes` : ""}`,
  );
  stop.abort();
  await page.close();
});

test("The first rows of a checkpoint", async () => {
  const lines = Array.from(
    { length: 400_000 },
    (_, index) => `${index},${(index * 7919) % 1000},${index / 3},name-${index % 977}`,
  );
  const answer = await fetch(`${gated.address}/api/uploads?name=large.csv`, {
    method: "POST",
    headers: { Authorization: `Bearer ${gated.token}`, "Content-Type": "application/octet-stream" },
    body: `id,group,share,name\n${lines.join("\n")}\n`,
  });
  const { digest } = (await answer.json()) as { digest: string };
  const page = await gated.page("/");
  await page.goto(`${gated.address}/checkpoints/${digest}`);
  const begun = performance.now();
  await page.reload();
  await page.getByRole("gridcell").first().waitFor();
  say(`400,000 rows: the first are on screen ${ms(performance.now() - begun)} after the page was asked for`);
});

async function drained(answer: Response, heard: { bytes: number }): Promise<void> {
  try {
    for await (const part of answer.body ?? []) {
      heard.bytes += (part as Uint8Array).length;
    }
  } catch {
    // It was hung up.
  }
}

function say(line: string): void {
  console.info(line);
}

function ms(value: number): string {
  return `${Math.round(value)} ms`;
}
