import { type ChildProcess, spawn } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";

const root = resolve(import.meta.dirname, "../../..");
const program = process.env.IRISFLOW_CLI ?? join(root, ".build/bin/IrisFlow.Cli/release/IrisFlow.Cli.dll");
const flags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** The real server over a workspace of its own, and a browser that is signed in. */
export class Studio {
  private constructor(
    readonly workspace: string,
    private readonly server: ChildProcess,
    readonly address: string,
    readonly token: string,
    private readonly browser: Browser,
    readonly context: BrowserContext,
    /** What the pages complained about. */
    readonly complaints: string[],
  ) {}

  /** Starts a server over a copy of the repository's workflows; `prepare` may add to it. */
  static async open(prepare: (workspace: string) => void = () => {}): Promise<Studio> {
    const workspace = mkdtempSync(join(tmpdir(), "irisflow-journey-"));
    cpSync(join(root, "workflows"), join(workspace, "workflows"), { recursive: true });
    prepare(workspace);
    const server = spawn("dotnet", [program, "serve", "--port", "0", "--json", "--workspace", workspace], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    const { address, token } = JSON.parse(await firstLine(server));
    const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: flags });
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
    const session = await context.request.post(`${address}api/session`, {
      data: { token },
      headers: { Origin: address.replace(/\/$/, "") },
    });
    if (!session.ok()) {
      throw new Error(`Signing in was answered with ${session.status()}: ${await session.text()}`);
    }

    return new Studio(workspace, server, address.replace(/\/$/, ""), token, browser, context, []);
  }

  /** A page whose complaints are kept: a refusal by the content policy is one. */
  async page(path?: string): Promise<Page> {
    const page = await this.context.newPage();
    page.on("pageerror", (error) => this.complaints.push(String(error)));
    // A workflow without a draft is asked for one all the same: the browser writes that down as an error.
    page.on(
      "console",
      (message) =>
        message.type() === "error" &&
        !message.location().url.endsWith("/draft") &&
        this.complaints.push(message.text()),
    );
    if (path !== undefined) {
      await page.goto(this.address + path);
    }

    return page;
  }

  /** A call beside the browser. */
  async call(method: string, path: string, body?: unknown): Promise<Response> {
    const headers: Record<string, string> = {
      Authorization: `Bearer ${this.token}`,
      "Content-Type": "application/json",
    };
    return fetch(this.address + path, {
      method,
      headers: method === "PUT" ? { ...headers, "If-None-Match": "*" } : headers,
      body: body === undefined ? undefined : JSON.stringify(body),
    });
  }

  /** Closes what a test opened: each page holds a stream of events, and a browser keeps few connections to one server. */
  async closePages(): Promise<void> {
    this.complaints.length = 0;
    for (const page of this.context.pages()) {
      await page.close();
    }
  }

  /** The text of a file of the workspace. */
  text(path: string): string {
    return readFileSync(join(this.workspace, path), "utf8");
  }

  async close(): Promise<void> {
    await this.browser.close();
    const ended = new Promise((done) => this.server.once("exit", done));
    this.server.kill("SIGTERM");
    await ended;
    rmSync(this.workspace, { recursive: true, force: true });
  }
}

function firstLine(server: ChildProcess): Promise<string> {
  return new Promise((found, failed) => {
    server.once("exit", (code) => failed(new Error(`The server ended with ${code}.`)));
    if (server.stdout) {
      createInterface({ input: server.stdout }).once("line", found);
    }
  });
}
