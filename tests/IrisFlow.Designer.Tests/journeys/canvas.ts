import type { Locator, Page } from "playwright-core";

/** The canvas of a page, as a person uses it. */
export class Canvas {
  constructor(readonly page: Page) {}

  step(name: string): Locator {
    return this.page.locator(`.react-flow__node[data-id="${name}"]`);
  }

  /** Waits until the run that is shown has brought a step to a state. */
  async isIn(step: string, state: string): Promise<void> {
    await this.page.locator(`.react-flow__node[data-id="${step}"] .step[data-state="${state}"]`).waitFor();
  }

  port(step: string, side: "in" | "out", port: string): Locator {
    return this.step(step).locator(`[data-port="${side}.${port}"]`);
  }

  /** Drags an activity from the palette to a place of the canvas. */
  async drag(activity: string, x: number, y: number): Promise<void> {
    const canvas = this.page.locator("[data-canvas='flow']");
    await this.page.getByLabel("Search activities").fill(activity);
    await this.page.locator(".palette-item").first().dragTo(canvas, { targetPosition: { x, y } });
    await this.page.getByLabel("Search activities").fill("");
  }

  /** Draws a wire from an output to an input, without letting go. */
  async draw(from: Locator, to: Locator): Promise<void> {
    const end = await centre(to);
    const start = await this.grab(from);
    await this.page.mouse.move((start.x + end.x) / 2, (start.y + end.y) / 2, { steps: 4 });
    await this.page.mouse.move(end.x, end.y, { steps: 4 });
  }

  async grab(port: Locator): Promise<{ x: number; y: number }> {
    const start = await centre(port);
    await this.page.mouse.move(start.x, start.y);
    await this.page.mouse.down();
    return start;
  }

  async wire(from: [string, string], to: [string, string]): Promise<void> {
    await this.draw(this.port(from[0], "out", from[1]), this.port(to[0], "in", to[1]));
    await this.page.mouse.up();
    await this.told(`${from.join(".")} is wired to ${to.join(".")}.`);
  }

  /** Adds a step by keys alone. */
  async quickAdd(words: string): Promise<void> {
    await this.page.keyboard.press("/");
    await this.page.getByRole("dialog").getByRole("combobox", { name: "Activity" }).waitFor();
    await this.page.keyboard.type(words);
    await this.page.keyboard.press("Enter");
  }

  /** Picks a step by keys alone, from wherever one is. */
  async goTo(step: string): Promise<void> {
    await this.page.keyboard.press("Alt+C");
    await this.page.keyboard.press("g");
    await this.page.getByRole("dialog").getByRole("combobox", { name: "Step" }).waitFor();
    await this.page.keyboard.type(step);
    await this.page.keyboard.press("Enter");
    await this.page.waitForFunction((name) => document.activeElement?.getAttribute("data-id") === name, step);
  }

  /** Wires what is picked by keys alone. */
  async wireByKeys(words: string): Promise<void> {
    await this.page.keyboard.press("w");
    await this.page.getByRole("dialog").getByRole("combobox", { name: /^Wire/ }).waitFor();
    await this.page.keyboard.type(words);
    await this.page.keyboard.press("Enter");
  }

  /** Waits until the page has said a sentence where screen readers hear it. */
  async told(sentence: string): Promise<void> {
    await this.page.waitForFunction(
      (text) => document.getElementById("status")?.textContent?.trim() === text,
      sentence,
    );
  }

  /** The steps and what each reads, from the list of steps. */
  async listed(): Promise<string[]> {
    await this.page.keyboard.press("Alt+s");
    const rows = this.page.locator(".step-list > li");
    await rows.first().waitFor();
    return rows.evaluateAll((items) =>
      items.map((item) =>
        ["name", "uses", "reads"].map((part) => item.querySelector(`.step-list-${part}`)?.textContent).join(" | "),
      ),
    );
  }
}

async function centre(port: Locator): Promise<{ x: number; y: number }> {
  const box = await port.boundingBox();
  if (!box) {
    throw new Error("The port is not in sight.");
  }

  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}
