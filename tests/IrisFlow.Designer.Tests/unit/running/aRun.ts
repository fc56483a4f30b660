import type { RunDocument, RunStep, StepTimes } from "@designer/api/runs";

const start = Date.parse("2027-01-31T10:00:00Z");

/** An instant so many milliseconds after the run began. */
export const at = (milliseconds: number) => new Date(start + milliseconds).toISOString();

export const step = (name: string, more: Partial<RunStep> = {}): RunStep => ({
  name,
  uses: `test.${name}`,
  state: "succeeded",
  reason: "it never ran",
  milliseconds: 10,
  outputs: [{ port: "rows", kind: "table", digest: `${name}-digest`, rows: 1 }],
  ...more,
});

export const times = (name: string, ...attempts: [number, number | null, string?][]): StepTimes => ({
  step: name,
  attempts: attempts.map(([from, to, error], index) => ({
    attempt: index + 1,
    state: to === null ? "running" : error === undefined ? "succeeded" : "failed",
    startedAt: at(from),
    finishedAt: to === null ? null : at(to),
    error,
  })),
  reusedFrom: null,
});

/** A run of a → b → c, and d on its own. */
export const aRun = (more: Partial<RunDocument> = {}): RunDocument => ({
  run: "20270131-100000000-aaaaaa",
  workflow: "w",
  state: "running",
  startedAt: at(0),
  finishedAt: null,
  command: "irisflow run w",
  stepCounts: {},
  origin: null,
  metrics: {},
  parameters: { k: 2 },
  steps: [],
  evidence: [],
  lastEvent: 10,
  definition: {
    steps: {
      a: { uses: "test.a" },
      b: { uses: "test.b", from: { rows: "a.rows" }, with: { k: "${k}" } },
      c: { uses: "test.c", from: { rows: "b.rows" } },
      d: { uses: "test.d" },
    },
  },
  request: {},
  hasLog: false,
  timeline: [],
  lease: null,
  cancelRequestedAt: null,
  progress: {},
  ...more,
});
