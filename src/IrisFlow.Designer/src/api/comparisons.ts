import type { Json, JsonObject } from "../document/json";
import { get, part } from "./client";
import type { RunState } from "./runs";

export interface ComparedRow {
  name: string;
  /** One a run; null where a run has none. */
  values: Json[];
}

/** Several runs side by side: what is not the same in all of them or, where that was asked for, everything. */
export interface Comparison {
  runs: { run: string; workflow: string; state: RunState; startedAt: string }[];
  parameters: ComparedRow[];
  code: ComparedRow[];
  data: ComparedRow[];
  metrics: ComparedRow[];
  steps: ComparedRow[];
}

export interface Pair {
  before: string | null;
  after: string | null;
}

/** A step in which two runs differ. */
export interface StepDifference {
  name: string;
  change: "added" | "removed" | "changed";
  uses?: Pair;
  wires: (Pair & { port: string })[];
  parameters: { name: string; before: Json; after: Json }[];
  code?: Pair & { pieces: { name: string; change: string }[] };
  /** Files that a parameter names and that hold something else. */
  files: { parameter: string }[];
  state?: Pair;
  outputs: {
    port: string;
    before: { digest: string; rows: number } | null;
    after: { digest: string; rows: number } | null;
  }[];
  metrics: { name: string; before: number | null; after: number | null; delta: number | null }[];
}

/** In what two runs differ, and the step at which they part. */
export interface RunDifferences {
  equal: boolean;
  divergence: { step: string; causes: { kind: string; name: string; sentence: string }[] } | null;
  parameters: { name: string; before: Json; after: Json }[];
  steps: StepDifference[];
}

/** One output of two runs, row by row. */
export interface TableDifferences {
  address: string;
  equal: boolean;
  key: string[];
  rows: { before: number; after: number; added: number; removed: number; changed: number };
  schema: { name: string; before: string | null; after: string | null }[];
  columns: {
    name: string;
    changed: number;
    becameNull: number;
    wasNull: number;
    maxAbs: number | null;
    meanAbs: number | null;
    rms: number | null;
  }[];
  examples: { change: string; key: Json[]; cells: { column: string; before: Json; after: Json }[] }[];
}

export interface LineageNode {
  id: string;
  /** Before what was asked for where it is below 0, after it where it is above. */
  distance: number;
  digest: string;
  kind: string;
  run?: string;
  workflow?: string;
  startedAt?: string;
  step?: string;
  uses?: string;
  port?: string;
  rows?: number;
  injected?: boolean;
  source?: string;
  /** The columns that have to do with the one that was asked for, where the activity says how they come about. */
  columns?: string[] | null;
}

/** What a checkpoint was made of, and what was made of it. */
export interface Lineage {
  nodes: LineageNode[];
  edges: { from: string; to: string; input: string | null }[];
  /** True where there is more than is told. */
  cut: boolean;
}

export const comparisonPath = (runs: readonly string[], all: boolean) =>
  `/api/comparisons?runs=${runs.map(part).join(",")}${all ? "&all=true" : ""}`;
export const pairPath = (first: string, second: string) => `/api/comparisons/${part(first)}/${part(second)}`;
export const dataPath = (first: string, second: string, step: string, port: string) =>
  `${pairPath(first, second)}/data/${part(step)}/${part(port)}`;
export const lineagePath = (run: string, step: string, port: string, column: string) =>
  `/api/lineage/${part(run)}/${part(step)}/${part(port)}${column === "" ? "" : `?column=${part(column)}`}`;

export const readPair = (first: string, second: string, signal?: AbortSignal) =>
  get<RunDifferences>(pairPath(first, second), signal);

/** The members of an object, and nothing where it is none. */
export const membersOf = (value: Json | undefined): JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as JsonObject) : {};
