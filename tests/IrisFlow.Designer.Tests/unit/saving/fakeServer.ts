import type { Json, JsonObject } from "@designer/document/json";
import { readJson, writeJson } from "@designer/document/jsonText";
import { vi } from "vitest";

interface Asked {
  method: string;
  path: string;
  body?: JsonObject;
}

/** The routes of one workflow and its draft, at the border of the network: states, ETags and conditions as api.md has them. */
export class FakeServer {
  file: { definition: Json; layout: Json } | null;
  draft: JsonObject | null = null;
  readonly asked: Asked[] = [];
  /** Answers that fail, whatever is asked: the server is not there. */
  down = false;
  /** Every answer is this refusal: somebody who may not, say. */
  refuses: number | undefined;
  /** What every answer waits for. */
  hold: Promise<void> = Promise.resolve();

  constructor(definition: JsonObject) {
    this.file = { definition, layout: {} };
    vi.stubGlobal("fetch", (path: string, init: RequestInit) => this.answer(path, init));
  }

  etag(of: unknown): string {
    const text = writeJson(of);
    return `"${text.length}-${[...text].reduce((sum, c) => (sum * 31 + c.charCodeAt(0)) % 1_000_003, 7)}"`;
  }

  of(method: string, ending: string): Asked[] {
    return this.asked.filter((one) => one.method === method && one.path.endsWith(ending));
  }

  private async answer(path: string, init: RequestInit): Promise<Response> {
    const method = init.method ?? "GET";
    const body =
      init.body === undefined || init.body === null ? undefined : (readJson(String(init.body)) as JsonObject);
    const headers = new Headers(init.headers);
    this.asked.push({ method, path, body });
    await this.hold;
    if (this.refuses !== undefined) {
      return problem(this.refuses);
    }
    if (this.down) {
      throw new TypeError("Failed to fetch");
    }
    if (path === "/api/workflows") {
      const items = [{ workflow: "w", hasDraft: this.draft !== null }];
      return new Response(JSON.stringify({ items, next: null }));
    }
    const isDraft = path.endsWith("/draft");
    const current = isDraft ? this.draft : this.file;
    if (method === "GET") {
      return current ? this.shown(current, isDraft) : problem(404);
    }
    const holds =
      headers.get("If-None-Match") === "*"
        ? current === null
        : current !== null && headers.get("If-Match") === this.etag(current);
    if (!holds) {
      return problem(412, current ?? undefined);
    }
    if (method === "DELETE") {
      this.draft = isDraft ? null : this.draft;
      return new Response(null, { status: 204 });
    }
    if (isDraft) {
      this.draft = body ?? null;
      return this.shown(body, true);
    }
    this.file = { definition: body?.definition ?? null, layout: body?.layout ?? {} };
    return this.shown(this.file, false);
  }

  private shown(of: unknown, isDraft: boolean): Response {
    const body = isDraft ? of : { workflow: "w", file: "w/w.flow.json", text: "", inCode: false, ...(of as object) };
    return new Response(writeJson(body), { status: 200, headers: { ETag: this.etag(of) } });
  }
}

function problem(status: number, current?: unknown): Response {
  const findings = [{ rule: "IF857", severity: "error", message: "It was changed since it was read." }];
  return new Response(writeJson({ title: "Refused", status, findings, current }), { status });
}
