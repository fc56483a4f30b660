import { afterAll, beforeAll, expect, test } from "vitest";
import { Canvas } from "../canvas";
import { addGated } from "../gated";
import { Studio } from "../studio";

let studio: Studio;

beforeAll(async () => {
  studio = await Studio.open(addGated);
});

afterAll(() => studio?.close());

test("A run is watched from its first step to its last, through a reload of the page and the end of the server", async () => {
  const page = await studio.page("/workflows/gated");
  const canvas = new Canvas(page);
  await canvas.step("load").waitFor();
  await page.getByRole("button", { name: "Run the workflow" }).click();
  const dialog = page.getByRole("dialog", { name: "Run gated" });
  await dialog.getByText("first", { exact: true }).waitFor();
  await dialog.getByRole("button", { name: "Run", exact: true }).click();

  await canvas.isIn("load", "done");
  await canvas.isIn("first", "running");
  await page.getByRole("progressbar", { name: "Steps that are done" }).waitFor();

  await page.reload();
  await canvas.isIn("load", "done");
  await canvas.isIn("first", "running");
  studio.write("workflows/gated/first", "");
  await canvas.isIn("first", "done");
  await canvas.isIn("second", "running");

  await studio.kill("SIGKILL");
  await page.getByText("Not connected; trying again").waitFor();
  // What happens while nobody listens is told when somebody does again.
  studio.write("workflows/gated/second", "");
  await studio.serveAgain();
  await canvas.isIn("keep", "done");
  await page.getByRole("link", { name: /^succeeded/ }).waitFor();
  await page.getByText("Not connected; trying again").waitFor({ state: "detached" });

  const { items } = await studio.ask<{ items: { run: string; state: string }[] }>("/api/runs?workflow=gated");
  expect(items.map((item) => item.state)).toEqual(["succeeded"]);
  expect(studio.complaints.filter((one) => !one.includes("ERR_"))).toEqual([]);
});
