import AxeBuilder from "@axe-core/playwright";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Desk } from "./forms/desk";

let desk: Desk;

beforeAll(async () => {
  desk = await Desk.open();
});
afterAll(() => desk?.close());

test("A schedule is added in the form, saved, looked at, paused, and run by hand; its tick leads to the run", async () => {
  const { page, refused } = await desk.page();
  await desk.copy(page, "nightly");
  await page.getByRole("button", { name: "Add a schedule" }).click();
  await page.getByText("Not firing yet").waitFor();
  const zone = page.getByRole("combobox", { name: "time zone" });
  await zone.fill("new york");
  await zone.press("Enter");
  await page.getByRole("button", { name: "Weekdays" }).click();
  await page.getByRole("group", { name: "Parameters of its runs" }).getByLabel("k").fill("3");
  const preview = page.getByRole("table", { name: "When it would fire next" });
  await preview.getByRole("columnheader", { name: "America/New_York" }).waitFor();
  expect(await preview.getByRole("row").count()).toBe(6);
  expect((await new AxeBuilder({ page }).include(".inspector").analyze()).violations).toEqual([]);
  expect(desk.definition("nightly").schedule).toBeUndefined();

  await page.keyboard.press("Control+s");
  await page.getByText("Saved", { exact: true }).waitFor();
  expect(desk.definition("nightly").schedule).toEqual({
    cron: "0 6 * * MON-FRI",
    zone: "America/New_York",
    parameters: { k: 3 },
  });

  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Schedules" }).click();
  await page.getByRole("link", { name: "nightly" }).click();
  const next = page.getByRole("table", { name: "The ticks to come" }).getByRole("row");
  await next.nth(10).waitFor();
  expect(await next.count()).toBe(11);
  expect(await next.nth(1).getByRole("cell").first().innerText()).toMatch(/06:00 UTC-[45]/);

  await page.getByRole("button", { name: "Pause…" }).click();
  await page.getByLabel(/^Why/).fill("the source moves");
  await page.getByRole("button", { name: "Pause", exact: true }).click();
  await page.getByText("Paused: the source moves").waitFor();

  await page.getByRole("button", { name: "Run now…" }).click();
  await page.getByText(/^Will run 6 steps/).waitFor();
  await page.getByRole("button", { name: "Run now", exact: true }).click();
  await page.getByText(/^run now by its/).waitFor();
  await page.getByRole("link", { name: "schedule", exact: true }).click();
  const tick = page.getByRole("table", { name: "Ticks", exact: true }).getByRole("row").nth(1);
  await tick.getByText("by hand").waitFor();
  await tick.getByRole("link", { name: "succeeded" }).click();
  await page.getByRole("heading", { name: /nightly/ }).waitFor();

  await page.goto(`${desk.studio.address}/runs`);
  await page
    .getByRole("row", { name: /nightly/ })
    .getByText("run now")
    .waitFor();

  await page.goto(`${desk.studio.address}/schedules`);
  await page.getByRole("button", { name: "Resume nightly" }).click();
  await page.getByRole("button", { name: "Resume", exact: true }).click();
  await page
    .getByRole("row", { name: /nightly/ })
    .getByText("active")
    .waitFor();
  expect(refused).toEqual([]);
  await page.close();
});
