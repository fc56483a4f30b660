import type { RunDocument, StepState } from "../../api/runs";
import { outputOf } from "../../document/document";
import { isObject, type JsonObject, member } from "../../document/json";

/**
 * How the boxes stand: `flat`, all from the left edge, so that what took longest is seen; `waterfall`, each where the steps that
 * it reads end, without the waiting between; `timed`, where the clock says.
 */
export type Mode = "flat" | "waterfall" | "timed";

export interface Bar {
  step: string;
  state: StepState;
  kind: "attempt" | "reused" | "coming";
  /** Milliseconds from the left edge. */
  from: number;
  to: number;
  attempt?: number;
  error?: string;
  startedAt?: string;
  finishedAt?: string | null;
  /** For what was reused: when it was made. */
  madeAt?: string;
}

export interface Row {
  step: string;
  state: StepState;
  bars: Bar[];
}

export interface Chart {
  rows: Row[];
  /** Milliseconds from the left edge to the right one. */
  length: number;
}

// What is to come is drawn as wide as this share of what is there, where nobody knows how long it takes.
const coming = 0.06;

/** Where each try of each step stands. `now` is the right edge while the run is at work; `expected` says how long steps take that are to come. */
export function chartOf(
  run: RunDocument,
  mode: Mode,
  now: number,
  expected: Readonly<Record<string, number>> = {},
): Chart {
  const begun = Date.parse(run.startedAt);
  const isRunning = run.state === "running";
  const times = new Map(run.timeline.map((one) => [one.step, one]));
  const states = new Map(run.steps.map((step) => [step.name, step]));
  const names = namesIn(run);
  // Of a run whose process went away the last that is known of it counts as its end.
  const end = isRunning ? now : run.finishedAt === null ? lastKnown(run) : Date.parse(run.finishedAt);
  const total = Math.max(1, end - begun);
  const ends = new Map<string, number>();
  const rows = names.map((name): Row => {
    const step = states.get(name);
    const known = times.get(name);
    const state: StepState = step?.state ?? (isRunning ? "waiting" : "not-selected");
    const after =
      mode === "flat" ? 0 : Math.max(0, ...sourcesOf(run.definition, name).map((source) => ends.get(source) ?? 0));
    const attempts = (known?.attempts ?? []).map((attempt): Bar => {
      const [from, to] = [
        Date.parse(attempt.startedAt) - begun,
        // Nobody knows how long a try went on whose process went away.
        (attempt.finishedAt !== null
          ? Date.parse(attempt.finishedAt)
          : attempt.state === "running"
            ? end
            : Date.parse(attempt.startedAt)) - begun,
      ];
      return {
        step: name,
        state:
          attempt.error !== undefined
            ? "failed"
            : attempt.state === "running" && !isRunning
              ? "cancelled"
              : (attempt.state as StepState),
        kind: "attempt",
        from: Math.max(0, from),
        to: Math.max(from, to),
        attempt: attempt.attempt,
        error: attempt.error,
        startedAt: attempt.startedAt,
        finishedAt: attempt.finishedAt,
      };
    });
    const bars = mode === "timed" ? attempts : packed(attempts, after);
    if (bars.length === 0 && (state === "reused" || state === "injected")) {
      const width = Math.min(known?.reusedFrom?.milliseconds ?? total * coming, total * 0.25);
      bars.push({ step: name, state, kind: "reused", from: after, to: after + width, madeAt: known?.reusedFrom?.at });
      // What was reused took no time: what comes after it begins where it begins.
      ends.set(name, after);
    } else if (bars.length === 0 && state === "waiting") {
      const from = mode === "timed" ? Math.max(after, now - begun) : after;
      bars.push({ step: name, state, kind: "coming", from, to: from + (expected[name] ?? total * coming) });
      ends.set(name, bars[0]?.to ?? from);
    } else {
      ends.set(name, bars.at(-1)?.to ?? after);
    }
    return { step: name, state, bars };
  });
  if (mode === "waterfall") {
    rows.sort((a, b) => (a.bars[0]?.from ?? Number.POSITIVE_INFINITY) - (b.bars[0]?.from ?? Number.POSITIVE_INFINITY));
  }
  return { rows, length: Math.max(1, ...rows.flatMap((row) => row.bars.map((bar) => bar.to))) };
}

const lastKnown = (run: RunDocument): number =>
  Math.max(
    ...[
      run.startedAt,
      ...run.timeline.flatMap(({ attempts }) => attempts.flatMap((one) => [one.startedAt, one.finishedAt])),
    ]
      .filter((at) => at !== null)
      .map(Date.parse),
  );

/** Round places for the lines of an axis, five or so. */
export function ticksOf(length: number): number[] {
  const rough = length / 5;
  const size = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((by) => by * size).find((by) => by >= rough) ?? rough;
  return Array.from({ length: Math.floor(length / step) + 1 }, (_, index) => index * step);
}

/** The tries of a step one after the other, without the waiting between. */
function packed(attempts: Bar[], after: number): Bar[] {
  let at = after;
  return attempts.map((bar) => {
    const from = at;
    at += bar.to - bar.from;
    return { ...bar, from, to: at };
  });
}

/** The steps in the order in which one reads the other, whatever the order in the file. */
function namesIn(run: RunDocument): string[] {
  const steps = member(run.definition, "steps");
  const names = new Set([...(isObject(steps) ? Object.keys(steps) : []), ...run.steps.map((step) => step.name)]);
  const [sorted, open] = [new Set<string>(), new Set<string>()];
  const add = (name: string) => {
    if (sorted.has(name) || open.has(name)) {
      return;
    }
    open.add(name);
    for (const source of sourcesOf(run.definition, name)) {
      if (names.has(source)) {
        add(source);
      }
    }
    sorted.add(name);
  };
  for (const name of names) {
    add(name);
  }
  return [...sorted];
}

function sourcesOf(definition: JsonObject, step: string): string[] {
  const from = member(member(member(definition, "steps"), step), "from");
  return isObject(from)
    ? Object.values(from).flatMap((source) => (typeof source === "string" ? (outputOf(source)?.step ?? []) : []))
    : [];
}
