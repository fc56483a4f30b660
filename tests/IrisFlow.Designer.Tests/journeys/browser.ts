import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import type { Server } from "./server";

const flags = "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync";

/** Debian's Chromium; one a suite. */
export function launch(): Promise<Browser> {
  return chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: flags.split(" ") });
}

/** A page that is signed in, in a context of its own. What the page's policy refuses is collected: nothing of it is ever right. */
export async function signedIn(browser: Browser, server: Server): Promise<{ page: Page; context: BrowserContext; refused: string[] }> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  const refused: string[] = [];
  page.on("console", (message) => {
    if (/Content Security Policy/.test(message.text())) {
      refused.push(message.text());
    }
  });
  page.on("pageerror", (error) => refused.push(error.message));
  await page.goto(server.signIn);
  await page.getByRole("heading", { name: "Workflows" }).waitFor();
  return { page, context, refused };
}
