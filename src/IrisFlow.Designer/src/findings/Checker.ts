import type { StoreApi } from "zustand";
import { Problem } from "../api/client";
import { checkWorkflow, inDefinition } from "../api/workflows";
import type { OpenWorkflow } from "../document/store";

/** Has every change of a definition checked by the server: soon after it, one request at a time, the newest one last. */
export class Checker {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private running = false;
  private stopped = false;
  private asked: unknown;
  // A check was due while an answer was awaited.
  private due = false;

  constructor(
    private readonly store: StoreApi<OpenWorkflow>,
    /** Told of an answer that never came: the findings shown are those of before. */
    private readonly told: (trouble: string | undefined) => void = () => undefined,
    private readonly wait = 250,
  ) {}

  /** Checks now and after every change, until the answer is called. */
  start(): () => void {
    this.stopped = false;
    const unsubscribe = this.store.subscribe(
      (open) => open.loaded && open.history.document.definition !== this.asked && this.soon(),
    );
    if (this.store.getState().loaded) {
      this.soon(0);
    }
    return () => {
      this.stopped = true;
      clearTimeout(this.timer);
      unsubscribe();
    };
  }

  /** Checks again what was checked already: the code or the data behind it changed. */
  again(): void {
    this.asked = undefined;
    this.soon(0);
  }

  private soon(wait = this.wait): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.check(), wait);
  }

  private async check(): Promise<void> {
    const open = this.store.getState();
    const { document } = open.history;
    if (this.running || this.stopped || document.definition === this.asked) {
      this.due = this.running;
      return;
    }
    this.running = true;
    this.asked = document.definition;
    try {
      const { findings, steps } = await checkWorkflow(open.workflow, document.definition);
      this.told(undefined);
      if (!this.stopped) {
        // Where only text was typed meanwhile, the columns are better than none until the next answer.
        this.store.getState().setFindings(findings, steps, document);
      }
    } catch (problem) {
      if (problem instanceof Problem && problem.status < 500 && problem.findings.length > 0) {
        this.store.getState().setFindings(problem.findings.map(inDefinition), open.shapes, document);
        this.told(undefined);
      } else {
        this.told(problem instanceof Error ? problem.message : String(problem));
        this.asked = undefined;
        this.soon(20 * this.wait);
      }
    } finally {
      this.running = false;
      if (this.due) {
        this.due = false;
        this.soon(0);
      }
    }
  }
}
