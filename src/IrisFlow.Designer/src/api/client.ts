import { readAnswer, writeJson } from "../document/jsonText";

/** A finding of the server: a rule that is broken, where, and what would be right. */
export interface Finding {
  rule: string;
  severity: "error" | "warning";
  message: string;
  /** JSON pointer into what was sent. */
  pointer?: string;
  step?: string;
  port?: string;
  tableColumn?: string;
  /** Where in a text: its line, and the byte in that line, both from 1. */
  line?: number;
  column?: number;
  expected?: string;
  next?: string;
}

/** What the server answers when it refuses: RFC 9457. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly title: string,
    readonly findings: Finding[],
    /** The members of the document beyond those above. */
    readonly more: Record<string, unknown> = {},
  ) {
    super(findings[0]?.message ?? title);
  }
}

/** Nobody answers: the server ended, or the way to it is cut. */
export class Unreached extends Error {
  constructor() {
    super("The server does not answer.");
  }
}

export interface Answer<T> {
  body: T;
  etag: string | null;
  headers: Headers;
}

export interface Ask {
  method?: "GET" | "POST" | "PUT" | "DELETE";
  body?: unknown;
  headers?: Record<string, string>;
  signal?: AbortSignal;
  /** The answer is what people edit: its numbers keep their digits and its members their order. */
  exact?: boolean;
  /** The call is made to its end although the tab is closed meanwhile; browsers do that for short bodies only. */
  outlives?: boolean;
}

// A browser lets calls outlive their page up to 64 KiB in all, whose characters may take three bytes each.
const longest = 20_000;
const signedOut = new Set<() => void>();

/** Is told whenever the server does not know who is calling. */
export function onSignedOut(tell: () => void): void {
  signedOut.add(tell);
}

/** One call. The session's cookie goes with it; a refusal is thrown as a {@link Problem}. */
export async function call<T>(path: string, ask: Ask = {}): Promise<Answer<T>> {
  const headers: Record<string, string> = { Accept: "application/json", ...ask.headers };
  if (ask.body !== undefined) {
    headers["Content-Type"] = "application/json";
  }

  const body = ask.body === undefined ? undefined : writeJson(ask.body);
  const response = await reached(path, {
    method: ask.method ?? "GET",
    headers,
    body,
    keepalive: ask.outlives === true && (body?.length ?? 0) < longest,
    signal: ask.signal,
    credentials: "same-origin",
  });
  // A wrong token at the door says nothing of a session that there may be.
  if (response.status === 401 && !(path === "/api/session" && ask.method === "POST")) {
    for (const tell of signedOut) {
      tell();
    }
  }

  if (!response.ok) {
    throw await problemOf(response);
  }

  const answer =
    response.status === 204 ? undefined : ask.exact ? readAnswer(await response.text()) : await response.json();
  return { body: answer as T, etag: response.headers.get("ETag"), headers: response.headers };
}

/** The answer to a request; that there is none is said in words, where the browser only says that a fetch failed. */
async function reached(path: string, request: RequestInit): Promise<Response> {
  try {
    return await fetch(path, request);
  } catch (problem) {
    throw problem instanceof TypeError ? new Unreached() : problem;
  }
}

/** The body alone. */
export async function get<T>(path: string, signal?: AbortSignal): Promise<T> {
  return (await call<T>(path, { signal })).body;
}

/** The problem that a response tells of. */
export async function problemOf(response: Response): Promise<Problem> {
  try {
    const { title, findings, ...more } = await response.json();
    return new Problem(response.status, title ?? response.statusText, findings ?? [], more);
  } catch {
    return new Problem(response.status, response.statusText || `The server answered ${response.status}.`, []);
  }
}

/** A part of a path: names hold what people type. */
export const part = encodeURIComponent;
