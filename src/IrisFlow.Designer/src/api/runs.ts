import type { Json, JsonObject } from "../document/json";
import { call, type Finding, get, part } from "./client";
import type { Page } from "./documents";

export type RunState = "running" | "succeeded" | "failed" | "cancelled" | "interrupted";
export type StepState =
  | "waiting"
  | "running"
  | "succeeded"
  | "reused"
  | "injected"
  | "failed"
  | "cancelled"
  | "not-selected";
export type Decision = "reuse" | "run" | "injected" | "blocked" | "not-selected";

/** What is asked for: the options of `irisflow run`, or of `irisflow fork` where it names a run. */
export interface RunRequest {
  workflow?: string;
  run?: string;
  from?: readonly string[];
  to?: readonly string[];
  with?: Readonly<Record<string, string>>;
  base?: string;
  fill?: boolean;
  staleOk?: boolean;
  force?: readonly string[];
  set?: JsonObject;
  parameters?: JsonObject;
  skip?: readonly string[];
  noCache?: boolean;
}

/** Why something is as it is, with all behind it. */
export interface Reason {
  kind: string;
  text: string;
  step?: string;
  name?: string;
  source?: string;
  before?: string;
  after?: string;
  run?: string;
  because: Reason[];
}

/** An output of a step of a run or plan. */
export interface Output {
  port: string;
  kind: string;
  digest: string;
  rows: number;
  /** False where it was not kept. */
  kept?: boolean;
  /** Where data came from that a person put in its place. */
  origin?: string;
  removedAt?: string;
}

export interface PlannedStep {
  name: string;
  uses: string;
  decision: Decision;
  reason: string;
  why: Reason;
  lastMilliseconds?: number;
  bytes?: number;
  outputs: Output[];
}

/** What a run would do. */
export interface Plan {
  workflow: string;
  steps: PlannedStep[];
  estimate: { milliseconds: number; workMilliseconds: number; bytes: number; unknown: string[] };
  findings: Finding[];
  command: string;
  etag: string;
}

/** What is said of a run wherever it is named. */
export interface RunHead {
  run: string;
  workflow: string;
  state: RunState;
  startedAt: string;
  finishedAt: string | null;
  command: string;
  parent?: string;
  variant?: JsonObject;
  stepCounts: Partial<Record<StepState, number>>;
  /** The run that it was forked from. */
  origin: string | null;
  /** The tick that began it: for which instant, and whether in time, to catch up, or by hand. */
  schedule?: { for: string; trigger: TickTrigger };
}

/** A sweep is a run without steps of its own. */
export const isSweep = (run: RunHead): boolean => / --sweep /.test(run.command);

export type TickTrigger = "schedule" | "catch-up" | "by-hand";

export type Metrics = Readonly<Record<string, number | null>>;

export interface RunItem extends RunHead {
  metrics: Metrics;
}

export interface RunStep {
  name: string;
  uses: string;
  state: StepState;
  reason: string;
  milliseconds: number;
  outputs: Output[];
  error?: string;
  warnings?: string[];
}

export interface Attempt {
  attempt: number;
  state: string;
  startedAt: string;
  finishedAt: string | null;
  error?: string;
}

export interface ReusedFrom {
  run: string;
  step: string;
  at: string;
  milliseconds?: number;
}

export interface StepTimes {
  step: string;
  attempts: Attempt[];
  reusedFrom: ReusedFrom | null;
}

export interface Evidence {
  step: string;
  port: string;
  run: string;
  digest: string;
  otherRun: string;
  otherDigest: string;
  columns: string[];
  at: string;
}

/** Everything that is tracked of a run. */
export interface RunDocument extends RunItem {
  parameters: JsonObject;
  steps: RunStep[];
  evidence: Evidence[];
  results?: SweepResults;
  lastEvent: number;
  definition: JsonObject;
  request: JsonObject;
  hasLog: boolean;
  timeline: StepTimes[];
  lease: { owner: string; until: string } | null;
  cancelRequestedAt: string | null;
  progress: Readonly<Record<string, number>>;
}

export interface RunEvent {
  sequence: number;
  at: string;
  step?: string;
  event: string;
  detail?: string;
}

/** What a run did with a step, and why. */
export interface StepAccount {
  run: string;
  step: string;
  state: StepState;
  reason: string;
  why: Reason;
  comparedWith: string | null;
  madeBy: string | null;
  key: {
    hash: string | null;
    uses: string;
    code: string | null;
    parameters: JsonObject;
    inputs: { port: string; source: string; digest: string; state: string | null }[];
  };
  milliseconds: number;
  attempts: Attempt[];
  reusedFrom: ReusedFrom | null;
  error: string | null;
  warnings: string[];
  outputs: Output[];
  metrics: Metrics;
}

export interface Begun {
  run: string;
  state: RunState;
  command: string;
}

export interface SweepRow {
  rank: number | null;
  values: Readonly<Record<string, Json>>;
  metrics: Metrics;
  state: string;
  run: string | null;
}

export interface SweepResults {
  by: string | null;
  smallestFirst: boolean;
  runs: number;
  rows: SweepRow[];
}

export interface Sweep {
  run: string;
  workflow: string;
  state: RunState;
  results: SweepResults;
  error?: { message: string; findings: Finding[] };
}

/** Values of a parameter that is varied. */
export type Varied = readonly Json[] | { from: number; to: number; steps: number; log?: boolean };

export interface SweepRequest extends RunRequest {
  vary: Readonly<Record<string, Varied>>;
  by?: string;
  smallestFirst?: boolean;
}

/** A call that can be shown as `curl` before it is made. */
export interface Call {
  method: "GET" | "POST";
  path: string;
  body?: unknown;
  headers?: Readonly<Record<string, string>>;
}

/** The call that begins what is asked for. */
export function startCall(request: RunRequest | SweepRequest): Call {
  const { run, ...rest } = request;
  const path = "vary" in request ? "/api/sweeps" : run === undefined ? "/api/runs" : `/api/runs/${part(run)}/fork`;
  return { method: "POST", path, body: "vary" in request ? request : rest };
}

/** Makes a call; of two with the same key, only the first does something. */
export async function make<T>({ method, path, body, headers }: Call, key?: string): Promise<T> {
  const once = key !== undefined && { "Idempotency-Key": key };
  return (await call<T>(path, { method, body, headers: { ...headers, ...once } })).body;
}

/** What a run would do; `definition` is the workflow as it stands in the editor. */
export const makePlan = async (request: RunRequest, definition?: JsonObject, signal?: AbortSignal) =>
  (await call<Plan>("/api/plans", { method: "POST", body: { ...request, definition }, signal })).body;

export const readRun = (run: string, signal?: AbortSignal) => get<RunDocument>(`/api/runs/${part(run)}`, signal);

export const readStep = (run: string, step: string, signal?: AbortSignal) =>
  get<StepAccount>(`/api/runs/${part(run)}/steps/${part(step)}`, signal);

/** A page of the runs that a query names, newest first. */
export const listRuns = (query: Readonly<Record<string, string>>, signal?: AbortSignal) =>
  get<Page<RunItem>>(`/api/runs?${new URLSearchParams(query)}`, signal);

/** A page of what happened in a run. */
export const listEvents = (run: string, after: string | null, signal?: AbortSignal, step?: string) =>
  get<Page<RunEvent>>(
    `/api/runs/${part(run)}/events?${new URLSearchParams({ limit: "500", ...(after !== null && { after }), ...(step !== undefined && { step }) })}`,
    signal,
  );

export const readSweep = (run: string, signal?: AbortSignal) => get<Sweep>(`/api/sweeps/${part(run)}`, signal);

/** A key under which a call counts once, however often it is sent. */
export function newKey(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
