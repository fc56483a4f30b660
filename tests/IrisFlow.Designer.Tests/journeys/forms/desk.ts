import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { Studio } from "../studio";

/** A studio whose workflows are edited through their forms. */
export class Desk {
  private constructor(readonly studio: Studio) {}

  static async open(): Promise<Desk> {
    return new Desk(await Studio.open());
  }

  /** A page at the list of workflows, with what the page's policy refuses: nothing of it is ever right. */
  async page(): Promise<{ page: Page; refused: string[] }> {
    const page = await this.studio.page("/");
    page.setDefaultTimeout(20_000);
    const refused: string[] = [];
    page.on("console", (message) => /Content Security Policy/.test(message.text()) && refused.push(message.text()));
    page.on("pageerror", (error) => refused.push(error.message));
    await page.getByRole("button", { name: "Copy iris" }).waitFor();
    return { page, refused };
  }

  /** A copy of the iris workflow under a name of its own, made on the page. */
  async copy(page: Page, name: string): Promise<void> {
    await page.goto(this.studio.address);
    await page.getByRole("button", { name: "Copy iris" }).click();
    await page.getByLabel("Name", { exact: true }).fill(name);
    await page.getByRole("button", { name: "Create" }).click();
    await page.locator(".react-flow__node").first().waitFor();
  }

  /** Picks a step on the canvas of a workflow. */
  async pick(page: Page, workflow: string, step: string): Promise<void> {
    if (!page.url().endsWith(`/workflows/${workflow}`)) {
      await page.goto(`${this.studio.address}/workflows/${workflow}`);
    }

    await page.locator(".react-flow__node").filter({ hasText: step }).first().click();
    await page.getByRole("heading", { name: `Step ${step}` }).waitFor({ state: "attached" });
  }

  /** What the server answers. */
  async ask(path: string): Promise<unknown> {
    return (await this.studio.call("GET", path)).json();
  }

  /** Where the file of a workflow stands. */
  file(workflow: string): string {
    return join(this.studio.workspace, "workflows", workflow, `${workflow}.flow.json`);
  }

  /** What the file of a workflow holds. */
  definition(workflow: string) {
    return JSON.parse(readFileSync(this.file(workflow), "utf8"));
  }

  async close(): Promise<void> {
    await this.studio.close();
  }
}
