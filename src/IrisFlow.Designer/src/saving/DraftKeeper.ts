import { Problem } from "../api/client";
import { type Draft, deleteDraft, keepDraft } from "../api/workflows";
import type { WorkflowDocument } from "../document/document";

/** How the draft on the server stands to what is on the screen. */
export type DraftState = "none" | "waiting" | "kept" | "failed" | "elsewhere";

interface Wanted {
  document: WorkflowDocument;
  base: string | null;
}

/** Keeps what is edited as a draft: soon after an edit, one request at a time, the newest one last. */
export class DraftKeeper {
  private etag: string | null = null;
  private wanted: Wanted | null | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private firstWait: number | undefined;
  private running: Promise<void> | undefined;

  constructor(
    private readonly workflow: string,
    private readonly told: (state: DraftState) => void,
    private readonly wait = 700,
    private readonly longestWait = 1500,
  ) {}

  /** The draft as it was found on the server. */
  found(etag: string | null): void {
    this.etag = etag;
  }

  /** True when an edit is not on the server yet. */
  get isBehind(): boolean {
    return this.wanted !== undefined || this.running !== undefined;
  }

  /** An edit was made; null when there is nothing left that differs from the file. */
  changed(wanted: Wanted | null): void {
    if (wanted === null && this.etag === null && !this.isBehind) {
      return;
    }
    this.wanted = wanted;
    this.told(wanted === null ? "none" : "waiting");
    const now = performance.now();
    this.firstWait ??= now;
    clearTimeout(this.timer);
    this.timer = setTimeout(
      () => void this.flush(),
      Math.max(0, Math.min(this.wait, this.firstWait + this.longestWait - now)),
    );
  }

  /** Sends what is waiting now. */
  async flush(): Promise<void> {
    clearTimeout(this.timer);
    this.firstWait = undefined;
    while (this.running) {
      await this.running;
    }
    if (this.wanted !== undefined) {
      this.running = this.send(this.wanted).finally(() => {
        this.running = undefined;
      });
      await this.running;
    }
  }

  /** Writes over a draft that another tab or another person keeps. */
  async takeOver(etag: string | null): Promise<void> {
    this.etag = etag;
    await this.flush();
  }

  private async send(wanted: Wanted | null): Promise<void> {
    this.wanted = undefined;
    try {
      if (wanted !== null) {
        const draft: Draft = {
          definition: wanted.document.definition,
          layout: wanted.document.layout,
          base: wanted.base,
        };
        this.etag = await keepDraft(this.workflow, draft, this.etag);
        this.told(this.wanted === undefined ? "kept" : "waiting");
      } else if (this.etag !== null) {
        await deleteDraft(this.workflow, this.etag);
        this.etag = null;
      }
    } catch (problem) {
      this.failed(wanted, problem);
    }
  }

  private failed(wanted: Wanted | null, problem: unknown): void {
    const status = problem instanceof Problem ? problem.status : 0;
    if (wanted === null && (status === 404 || status === 412)) {
      // There is none any more, or it is another one's.
      this.etag = null;
      return;
    }
    this.wanted ??= wanted;
    if (status === 412 && this.etag !== null && problem instanceof Problem && problem.more.current === undefined) {
      // Another tab saved, and with that its draft went: this one's begins anew.
      this.etag = null;
      this.again(0);
    } else if (status === 412) {
      this.told("elsewhere");
    } else {
      this.told("failed");
      if (status < 400 || status >= 500 || status === 429) {
        // Also while nobody types: the server may be back in a moment.
        this.again(5 * this.wait);
      }
    }
  }

  private again(wait: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.flush(), wait);
  }
}
