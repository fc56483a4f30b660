import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { inject } from "vitest";

const root = resolve(import.meta.dirname, "../../..");
const built = join(root, ".build/bin/IrisFlow.Cli/release/IrisFlow.Cli.dll");
const viewport = { width: 1440, height: 900 };

/** The real server over a workspace of its own, and a browser that is signed in. */
export class Studio {
  private constructor(
    readonly workspace: string,
    private server: ChildProcess,
    readonly address: string,
    /** What the server printed; another one after each start. */
    public token: string,
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
    const [[server, said], browser] = await Promise.all([serve(workspace, 0), chromium.connect(inject("chromium"))]);
    const address = said.address.replace(/\/$/, "");
    const context = await browser.newContext({ viewport });
    const studio = new Studio(workspace, server, address, said.token, browser, context, []);
    await studio.signIn(context);
    return studio;
  }

  /** A page whose complaints are kept: a refusal by the content policy is one. */
  async page(path?: string, context = this.context): Promise<Page> {
    const page = await context.newPage();
    page.on("pageerror", (error) => this.complaints.push(String(error)));
    page.on("console", (message) => {
      // What a call answers is the page's business: that there is no draft yet is 404, and no fault.
      if (message.type() === "error" && !/^Failed to load resource: .* status of 4\d\d/.test(message.text())) {
        this.complaints.push(`${page.url()}: ${message.text()}`);
      }
    });
    if (path !== undefined) {
      await page.goto(this.address + path);
    }

    return page;
  }

  /** A context of its own that is signed in, such as one that wants dark colours. */
  async another(options: BrowserContextOptions): Promise<BrowserContext> {
    const context = await this.stranger(options);
    await this.signIn(context);
    return context;
  }

  /** A context that nobody knows. */
  stranger(options: BrowserContextOptions = {}): Promise<BrowserContext> {
    return this.browser.newContext({ viewport, ...options });
  }

  /** A call beside the browser. */
  async call(method: string, path: string, body?: unknown, more: Record<string, string> = {}): Promise<Response> {
    const headers: Record<string, string> = {
      Authorization: `Bearer ${this.token}`,
      "Content-Type": "application/json",
      ...more,
    };
    return fetch(this.address + path, {
      method,
      headers: method === "PUT" ? { ...headers, "If-None-Match": "*" } : headers,
      body: body === undefined ? undefined : JSON.stringify(body),
    });
  }

  /** The document of a call beside the browser that has to succeed. */
  async ask<T>(path: string, body?: unknown): Promise<T> {
    const answer = await this.call(body === undefined ? "GET" : "POST", path, body);
    if (!answer.ok) {
      throw new Error(`${path} was answered with ${answer.status}: ${await answer.text()}`);
    }

    return (await answer.json()) as T;
  }

  /** Runs a workflow to its end beside the browser, and gives the run. */
  async run(request: { workflow: string; set?: Record<string, unknown> }): Promise<string> {
    const { run } = await this.ask<{ run: string }>("/api/runs", request);
    await this.until(run, (document) => document.state !== "running");
    return run;
  }

  /** Waits until a run's document fits. */
  async until(run: string, fits: (document: RunSaid) => boolean): Promise<RunSaid> {
    for (;;) {
      const document = await this.ask<RunSaid>(`/api/runs/${run}`);
      if (fits(document)) {
        return document;
      }
    }
  }

  /** Ends the server: with SIGKILL as a power cut would. */
  kill(signal: NodeJS.Signals): Promise<unknown> {
    const ended = new Promise((done) => this.server.once("exit", done));
    this.server.kill(signal);
    return ended;
  }

  /** Starts the server at the address where it was. */
  async serveAgain(): Promise<void> {
    const [server, said] = await serve(this.workspace, Number(new URL(this.address).port));
    [this.server, this.token] = [server, said.token];
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

  /** Writes a file of the workspace. */
  write(path: string, text: string): void {
    put(this.workspace, path, text);
  }

  /** Runs a command of the program over the workspace. */
  irisflow(...words: string[]): void {
    const [program, before] = process.env.IRISFLOW_EXE ? [process.env.IRISFLOW_EXE, []] : ["dotnet", [built]];
    execFileSync(program, [...before, ...words, "--workspace", this.workspace], { stdio: "ignore" });
  }

  async close(): Promise<void> {
    await this.browser.close();
    await this.kill("SIGTERM");
    rmSync(this.workspace, { recursive: true, force: true, maxRetries: 5 });
  }

  private async signIn(context: BrowserContext): Promise<void> {
    const session = await context.request.post(`${this.address}/api/session`, {
      data: { token: this.token },
      headers: { Origin: this.address },
    });
    if (!session.ok()) {
      throw new Error(`Signing in was answered with ${session.status()}: ${await session.text()}`);
    }
  }
}

/** What the tests read of a run's document. */
export interface RunSaid {
  run: string;
  state: string;
  steps: { name: string; state: string; reused?: boolean; outputs: { port: string; digest: string }[] }[];
}

/** Writes a file, and the folder it stands in. */
export function put(workspace: string, path: string, text: string): void {
  const file = join(workspace, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

/** How the program is started: the one that was published, else the one that was built. */
export const program: [string, ...string[]] = process.env.IRISFLOW_EXE ? [process.env.IRISFLOW_EXE] : ["dotnet", built];

/** Starts the program, and hears where it is. */
async function serve(workspace: string, port: number): Promise<[ChildProcess, { address: string; token: string }]> {
  const [command, ...words] = program;
  const line = [...words, "serve", "--port", String(port), "--json", "--workspace", workspace];
  const server = spawn(command, line, { stdio: ["ignore", "pipe", "inherit"] });
  return [server, JSON.parse(await firstLine(server))];
}

function firstLine(server: ChildProcess): Promise<string> {
  return new Promise((found, failed) => {
    server.once("exit", (code) => failed(new Error(`The server ended with ${code}.`)));
    if (server.stdout) {
      createInterface({ input: server.stdout }).once("line", found);
    }
  });
}
