import AxeBuilder from "@axe-core/playwright";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Canvas } from "../canvas";
import { put, Studio } from "../studio";

// It runs wherever one takes a name for markup, for a script or for an address.
const evil = `"'><img src=x onerror=window.__xss=1><script>window.__xss=1</script>{{1}}javascript:window.__xss=1`;
// The same for an address, where what ends like a file's name is a file.
const address = encodeURIComponent("\"'><img src=x onerror=__xss=1><script>__xss=1</script>javascript:__xss=1");
const activity = `using IrisFlow;

namespace Evil;

/// <summary>Says a text ${"<img src=x onerror=window.__xss=1>"}.</summary>
[Activity("evil.say")]
public sealed class Say : Activity
{
    /// <summary>Rows.</summary>
    [Port("rows")]
    public required In<Table> Given { get; init; }

    /// <summary>What to say.</summary>
    public string Text { get; init; } = "";

    /// <summary>Whether to fail with it.</summary>
    public bool Fails { get; init; }

    /// <summary>The same rows.</summary>
    [Port("rows")]
    public Out<Table> Passed { get; } = new();

    /// <inheritdoc/>
    protected override Task RunAsync(StepContext step)
    {
        Console.WriteLine(Text);
        step.Warn(Text);
        if (Fails)
        {
            throw new InvalidOperationException(Text);
        }

        step.Write(Passed, step.Read(Given));
        return Task.CompletedTask;
    }
}
`;

let studio: Studio;
const runs = { iris: "", said: "", failed: "", sweep: "" };
let digest = "";
let seen = 0;

beforeAll(async () => {
  studio = await Studio.open((workspace) => {
    const cell = `"${evil.replaceAll('"', '""')}"`;
    put(workspace, "workflows/evil/rows.csv", `${cell},n\n${cell},1\njavascript:alert(1),2\n=1+1,3\n`);
    put(workspace, "workflows/evil/Say.cs", activity);
    put(
      workspace,
      "workflows/evil/evil.flow.json",
      JSON.stringify({
        format: 1,
        workflow: "evil",
        note: evil,
        parameters: { text: { type: "string", default: evil, note: evil } },
        schedule: { cron: "0 4 * * *", zone: "Europe/Berlin", parameters: { text: evil } },
        steps: {
          load: { uses: "data.read-csv", with: { path: "rows.csv" }, note: evil },
          say: { uses: "evil.say", from: { rows: "load.rows" }, with: { text: "${text}" } },
          sort: { uses: "data.sort", from: { rows: "say.rows" }, with: { by: [evil] } },
        },
      }),
    );
    put(
      workspace,
      "workflows/evil/evil.layout.json",
      JSON.stringify({ notes: { "note-1": { text: evil, x: 0, y: 300, width: 200, height: 80 } } }),
    );
  });
  runs.iris = await studio.run({ workflow: "iris" });
  runs.said = await studio.run({ workflow: "evil" });
  runs.failed = await studio.run({ workflow: "evil", set: { "say.fails": true } });
  const { run } = await studio.ask<{ run: string }>("/api/sweeps", {
    workflow: "evil",
    vary: { "say.text": [evil, "other"] },
  });
  runs.sweep = run;
  await studio.until(run, (document) => document.state !== "running");
  const said = await studio.until(runs.said, () => true);
  expect(said.state, JSON.stringify(said)).toBe("succeeded");
  const ticked = await studio.ask<{ run: string }>("/api/schedules/evil/run", {});
  await studio.until(ticked.run, (document) => document.state !== "running");
  const paused = await studio.call("POST", "/api/schedules/evil/pause", { reason: evil }, { "If-Match": "*" });
  expect(paused.status, await paused.text()).toBe(200);
  digest = said.steps.find((step) => step.name === "load")?.outputs[0]?.digest ?? "";
});

afterAll(() => studio?.close());

const routes: [string, () => string][] = [
  ["the workflows", () => "/"],
  ["a workflow", () => `/workflows/evil?run=${runs.said}`],
  ["a workflow whose run failed", () => `/workflows/evil?run=${runs.failed}`],
  ["the runs", () => "/runs"],
  ["a run", () => `/runs/${runs.failed}`],
  ["a run's timeline", () => `/runs/${runs.said}?tab=timeline`],
  ["a run's events", () => `/runs/${runs.failed}?tab=events`],
  ["a run's log", () => `/runs/${runs.failed}?tab=log`],
  ["a run's parameters", () => `/runs/${runs.said}?tab=facts`],
  ["a comparison", () => `/compare?runs=${runs.said},${runs.failed}`],
  ["a sweep", () => `/sweeps/${runs.sweep}`],
  ["the schedules", () => "/schedules"],
  ["a schedule", () => "/schedules/evil"],
  ["a table", () => `/checkpoints/${digest}`],
  ["a model", () => `/runs/${runs.iris}/data/train/model`],
  ["a report", () => `/runs/${runs.iris}/data/evaluate/confusion`],
  ["curves", () => `/runs/${runs.iris}/data/evaluate/curves`],
  ["the lineage", () => `/lineage/${runs.said}/load/rows`],
  ["the settings", () => "/settings"],
  ["no page", () => `/nothing/${address}`],
  ["no workflow", () => `/workflows/${address}`],
  ["no schedule", () => `/schedules/${address}`],
  ["no run", () => `/runs/${address}`],
  ["no checkpoint", () => `/checkpoints/${address}`],
  ["no comparison", () => `/compare?runs=${address},x`],
];

async function settled(page: Page): Promise<void> {
  await page.waitForFunction(
    () =>
      document.querySelector("main, [data-canvas='flow']") !== null &&
      !/Loading…|Opening the checkpoint…|Looking what/.test(document.body.innerText),
  );
}

async function isProven(page: Page, what: string): Promise<void> {
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    // In the other scheme only the colours are others.
    const axe = new AxeBuilder({ page });
    const { violations } = await (colorScheme === "light" ? axe : axe.withRules("color-contrast")).analyze();
    const found = violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 200)).join(" | ")}`,
    );
    expect.soft(found, `axe on ${what}, ${colorScheme}`).toEqual([]);
  }
  expect(await page.evaluate(() => Reflect.get(window, "__xss")), what).toBeUndefined();
  expect(await page.locator("img[src=x]").count(), what).toBe(0);
  // A page that fails as a whole says so to the console as well.
  const complaints = studio.complaints.splice(0).filter((one) => !one.includes("can't be a workflow's name"));
  expect.soft(complaints, what).toEqual([]);
}

test.each(routes)(
  "On the page of %s an evil text is a text, the policy is kept, and axe finds nothing, in light and dark",
  async (what, path) => {
    const page = await studio.page(path());
    await settled(page);
    await isProven(page, what);
    seen += Number((await page.locator("body").innerText()).includes("onerror=window.__xss"));
    await page.close();
  },
);

test("The evil text was there to do harm", () => {
  expect(seen).toBeGreaterThan(8);
});

test("The same holds with a step picked and in the dialogs that run something", async () => {
  const page = await studio.page(`/workflows/evil?run=${runs.failed}`);
  const canvas = new Canvas(page);
  await canvas.isIn("say", "stale");
  await canvas.goTo("say");
  await page.getByRole("region", { name: /did with say$/ }).waitFor();
  await isProven(page, "a failed step");
  for (const command of ["Run the workflow", "Run with many values", "Replace its output", "Why did it run"]) {
    await page.keyboard.press("Control+Shift+P");
    await page.getByRole("combobox", { name: "Command" }).fill(command);
    await page.getByRole("option", { name: command }).click();
    await page.locator("dialog").waitFor({ state: "detached" });
    await page.getByRole("dialog").waitFor();
    await settled(page);
    await isProven(page, command);
    await page.keyboard.press("Escape");
    await page.locator("dialog").waitFor({ state: "detached" });
  }
});

test("The same holds for who is not signed in", async () => {
  const page = await studio.page("/runs", await studio.stranger());
  await page.getByRole("heading", { name: "Sign in" }).waitFor();
  await isProven(page, "sign in");
  await page.getByLabel("Token").fill(evil);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("alert").getByText(/\w/).waitFor();
  await isProven(page, "a wrong token");
});

test("A workflow can't be named so", async () => {
  const name = encodeURIComponent("<img src=x onerror=window.__xss=1>");
  const answer = await studio.call("PUT", `/api/workflows/${name}`, {
    definition: { format: 1, workflow: evil, steps: {} },
  });
  expect(answer.status).toBeGreaterThanOrEqual(400);
});
