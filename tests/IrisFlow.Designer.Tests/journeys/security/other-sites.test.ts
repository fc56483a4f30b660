import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Studio } from "../studio";

let studio: Studio;
let other: Server;
let port: number;

beforeAll(async () => {
  other = createServer((_, answer) => answer.setHeader("Content-Type", "text/html").end("<!doctype html><p>Hello</p>"));
  await new Promise<void>((ready) => other.listen(0, "127.0.0.1", ready));
  port = (other.address() as AddressInfo).port;
  studio = await Studio.open();
});

afterAll(async () => {
  other?.close();
  await studio?.close();
});

// On another port of the same host a page is of the same site, so the browser sends the session's cookie along.
const sites = () => [`http://127.0.0.1:${port}/`, `http://localhost:${port}/`];

async function state(): Promise<string> {
  const asked = ["/api/tokens", "/api/runs", "/api/workflows"].map((path) => studio.ask(path));
  return JSON.stringify(await Promise.all(asked));
}

async function visit(site: string): Promise<Page> {
  // The browser that visits is signed in to the designer.
  const page = await studio.context.newPage();
  await page.goto(site);
  return page;
}

test("A form of another site's page changes nothing", async () => {
  const before = await state();
  for (const site of sites()) {
    for (const type of ["text/plain", "multipart/form-data"]) {
      for (const path of ["/api/tokens", "/api/runs", "/api/uploads?name=x.csv"]) {
        const page = await visit(site);
        const [answer] = await Promise.all([
          page.waitForResponse((response) => response.request().method() === "POST"),
          page.evaluate(
            ([action, enctype]) => {
              const form = Object.assign(document.createElement("form"), { action, enctype, method: "post" });
              const field = document.createElement("input");
              field.name = '{"name":"stolen","role":"editor","workflow":"iris","x":"';
              field.value = '"}';
              form.append(field);
              document.body.append(form);
              form.submit();
            },
            [studio.address + path, type] as const,
          ),
        ]);
        expect([site, path, answer.status()]).toEqual([site, path, 403]);
        await page.close();
      }
    }
  }

  expect(await state()).toBe(before);
});

test("A script of another site's page neither reads nor changes anything", async () => {
  const before = await state();
  for (const site of sites()) {
    const page = await visit(site);
    const heard = await page.evaluate(async (address) => {
      const body = '{"name":"stolen","role":"editor","workflow":"iris"}';
      const ways: Record<string, () => Promise<unknown>> = {
        read: async () => (await fetch(`${address}/api/workflows`, { credentials: "include" })).text(),
        page: async () => (await fetch(`${address}/`, { credentials: "include" })).text(),
        opaque: async () =>
          (
            await fetch(`${address}/api/tokens`, { method: "POST", mode: "no-cors", credentials: "include", body })
          ).text(),
        json: async () =>
          (
            await fetch(`${address}/api/runs`, {
              method: "POST",
              credentials: "include",
              headers: { "Content-Type": "application/json" },
              body,
            })
          ).text(),
        remove: async () =>
          (await fetch(`${address}/api/workflows/iris`, { method: "DELETE", credentials: "include" })).text(),
        image: () =>
          new Promise((done, failed) => {
            const image = new Image();
            image.onload = () => done("an image");
            image.onerror = () => failed(new Error("no image"));
            image.src = `${address}/icon.svg`;
          }),
        script: () =>
          new Promise((done, failed) => {
            const script = document.createElement("script");
            script.onload = () => done("a script");
            script.onerror = () => failed(new Error("no script"));
            script.src = `${address}/api/workflows`;
            document.head.append(script);
          }),
        events: () =>
          new Promise((done, failed) => {
            const source = new EventSource(`${address}/api/events`, { withCredentials: true });
            source.onopen = () => done("a stream");
            source.onmessage = () => done("an event");
            source.onerror = () => {
              source.close();
              failed(new Error("no stream"));
            };
          }),
      };
      navigator.sendBeacon(`${address}/api/tokens`, new Blob([body], { type: "text/plain" }));
      const found: Record<string, unknown> = {};
      for (const [way, go] of Object.entries(ways)) {
        found[way] = await go().then(
          (text) => text,
          () => "refused",
        );
      }
      return found;
    }, studio.address);
    // What a page may send without reading the answer is answered with nothing it can read.
    expect([site, heard]).toEqual([
      site,
      Object.fromEntries(
        Object.keys(heard).map((way) => [way, way === "opaque" && heard[way] === "" ? "" : "refused"]),
      ),
    ]);
    await page.close();
  }

  expect(await state()).toBe(before);
});

test("Another site's page can't show the designer inside itself, nor hold on to its window", async () => {
  for (const site of sites()) {
    const page = await visit(site);
    await page.evaluate((address) => {
      const frame = document.createElement("iframe");
      frame.src = `${address}/`;
      document.body.append(frame);
      return new Promise((done) => {
        frame.onload = done;
      });
    }, studio.address);
    const frame = page.frames().find((one) => one !== page.mainFrame());
    expect(await frame?.locator("#root").count()).toBe(0);

    const [opened, window] = await Promise.all([
      page.waitForEvent("popup"),
      page.evaluateHandle((address) => open(`${address}/`), studio.address),
    ]);
    await opened.getByRole("heading", { name: "Workflows" }).waitFor();
    expect(await opened.evaluate(() => globalThis.opener === null)).toBe(true);
    expect(await window.evaluate((one) => one === null || one.closed)).toBe(true);
    await opened.close();
    await page.close();
  }
});
