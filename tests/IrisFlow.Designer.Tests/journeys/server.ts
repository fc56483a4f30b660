import { type ChildProcess, spawn } from "node:child_process";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";

const root = resolve(import.meta.dirname, "../../..");
const program = process.env.IRISFLOW_PROGRAM ?? join(root, ".build/bin/IrisFlow.Cli/release/IrisFlow.Cli.dll");

/** The real program, serving a workspace of its own with the designer that was built. */
export class Server {
  private constructor(
    readonly workspace: string,
    readonly address: string,
    readonly signIn: string,
    readonly token: string,
    private readonly running: ChildProcess,
  ) {}

  /** Starts it over a copy of the iris workflow. */
  static async start(workspace = Server.copy(), port = 0): Promise<Server> {
    const running = spawn("dotnet", [program, "serve", "--json", "--port", String(port), "--workspace", workspace], { stdio: ["ignore", "pipe", "inherit"] });
    for await (const line of createInterface({ input: running.stdout })) {
      const said = JSON.parse(line) as { address: string; signIn: string; token: string };
      return new Server(workspace, said.address, said.signIn, said.token, running);
    }
    throw new Error("The server ended before it said where it is.");
  }

  /** A call of the API, as a program makes it. */
  async ask(path: string): Promise<unknown> {
    const answer = await fetch(new URL(path, this.address), { headers: { Authorization: `Bearer ${this.token}` } });
    return answer.json();
  }

  /** A file of the workspace. */
  file(...parts: string[]): string {
    return join(this.workspace, "workflows", ...parts);
  }

  /** Ends the program; the workspace stays, for another to go on with. */
  async stop(): Promise<void> {
    if (this.running.exitCode === null) {
      const ended = new Promise((done) => this.running.once("exit", done));
      this.running.kill("SIGTERM");
      await ended;
    }
  }

  /** Ends the program and deletes the workspace. */
  async remove(): Promise<void> {
    await this.stop();
    rmSync(this.workspace, { recursive: true, force: true });
  }

  private static copy(): string {
    const workspace = mkdtempSync(join(tmpdir(), "irisflow-journey-"));
    cpSync(join(root, "workflows/iris/data"), join(workspace, "workflows/iris/data"), { recursive: true });
    cpSync(join(root, "workflows/iris/iris.flow.json"), join(workspace, "workflows/iris/iris.flow.json"));
    return workspace;
  }
}
