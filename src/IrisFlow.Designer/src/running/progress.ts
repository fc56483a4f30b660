import type { EventData } from "../api/events";
import type { RunDocument, RunState, StepState } from "../api/runs";

/** How a step stands; `not-reached` where the run ended before it came to the step. */
export type StepNowState = StepState | "not-reached";

/** A step of a run as it is known now. */
export interface StepNow {
  state: StepNowState;
  /** Why it is so, or what it failed with. */
  text: string;
  share?: number;
  milliseconds?: number;
  /** When what was reused was made. */
  madeAt?: string;
  /** Tries that failed before this one. */
  failedTries: number;
}

/** A run as it is known now: what was read of it, and the events since then. */
export interface RunNow {
  run: string;
  workflow: string;
  state: RunState;
  startedAt: string;
  finishedAt: string | null;
  cancelling: boolean;
  /** The number of the last event that is in it. */
  last: number;
  /** Every step of the workflow, in its order. */
  steps: Readonly<Record<string, StepNow>>;
}

/** What a document tells. Steps that nobody came to are in its definition only: they wait, for as long as somebody works. */
export function begin(document: RunDocument): RunNow {
  const isAtWork = document.state === "running";
  const times = new Map(document.timeline.map((times) => [times.step, times]));
  const known = document.steps.map((step): [string, StepNow] => {
    const tries = times.get(step.name);
    return [
      step.name,
      {
        state: step.state,
        text: step.error ?? step.reason,
        milliseconds: step.milliseconds,
        share: step.state === "running" ? document.progress[step.name] : undefined,
        madeAt: tries?.reusedFrom?.at,
        failedTries: (tries?.attempts ?? []).filter((attempt) => attempt.error !== undefined).length,
      },
    ];
  });
  const names = namesIn(document);
  const rest: StepNow = { state: isAtWork ? "waiting" : "not-reached", text: "", failedTries: 0 };
  const all = { ...Object.fromEntries(names.map((name) => [name, rest])), ...Object.fromEntries(known) };
  return {
    run: document.run,
    workflow: document.workflow,
    state: document.state,
    startedAt: document.startedAt,
    finishedAt: document.finishedAt,
    cancelling: document.cancelRequestedAt !== null,
    last: document.lastEvent,
    steps: all,
  };
}

/** The run after an event of type `run`. One that is in it already changes nothing, so a stream may tell things twice. */
export function heard(now: RunNow, event: EventData): RunNow {
  const sequence = typeof event.sequence === "number" ? event.sequence : undefined;
  if (event.run !== now.run || (sequence !== undefined && sequence <= now.last)) {
    return now;
  }

  const name = String(event.event);
  const at = typeof event.at === "string" ? event.at : null;
  const next = { ...now, last: sequence ?? now.last };
  if (typeof event.step === "string") {
    return { ...next, steps: stepHeard(now.steps, event.step, name, String(event.detail ?? "")) };
  }

  switch (name) {
    case "run-resumed":
    case "run-started":
      return { ...next, state: "running", finishedAt: null, cancelling: false, steps: waiting(now.steps) };
    case "cancel-requested":
      return { ...next, cancelling: true };
    default:
      return isEnd(name.slice(4))
        ? { ...next, state: name.slice(4) as RunState, finishedAt: at, cancelling: false, steps: settled(now.steps) }
        : next;
  }
}

/** What a document tells, and the events that were heard while it was on its way. One without a number may be older than the document: it held when it was heard. */
export const replayed = (document: RunDocument, events: readonly EventData[]): RunNow =>
  events.filter((event) => typeof event.sequence === "number").reduce(heard, begin(document));

/** The run after an event of type `progress`: how far a step is. */
export function moved(now: RunNow, event: EventData): RunNow {
  const [step, share] = [event.step, event.share];
  const before = typeof step === "string" ? now.steps[step] : undefined;
  return event.run === now.run && before?.state === "running" && typeof step === "string" && typeof share === "number"
    ? { ...now, steps: { ...now.steps, [step]: { ...before, share } } }
    : now;
}

/** How many steps of a run have a result, of how many that it works on. */
export function countOf(now: RunNow): { done: number; all: number } {
  const states = Object.values(now.steps).map((step) => step.state);
  const all = states.filter((state) => state !== "not-selected").length;
  return { done: states.filter((state) => done.has(state)).length, all };
}

const done = new Set<StepNowState>(["succeeded", "reused", "injected"]);
const stepStates = new Set<string>(["waiting", "running", "not-selected", "failed", "cancelled", ...done]);

function stepHeard(steps: RunNow["steps"], step: string, name: string, detail: string): RunNow["steps"] {
  const before: StepNow = steps[step] ?? { state: "waiting", text: "", failedTries: 0 };
  if (name === "step-started") {
    return {
      ...steps,
      [step]: { ...before, state: "running", text: detail, share: undefined, milliseconds: undefined },
    };
  }
  if (name === "attempt-failed") {
    return { ...steps, [step]: { ...before, text: detail, failedTries: before.failedTries + 1 } };
  }

  const state = name.replace(/^step-/, "");
  return stepStates.has(state)
    ? { ...steps, [step]: { ...before, state: state as StepState, text: detail, share: undefined } }
    : steps;
}

/** A run that goes on comes to the steps that it had not reached. */
function waiting(steps: RunNow["steps"]): RunNow["steps"] {
  return Object.fromEntries(
    Object.entries(steps).map(([name, step]) => [
      name,
      step.state === "not-reached" ? { ...step, state: "waiting" } : step,
    ]),
  );
}

/** A run that has ended has no step that still works, and none that waits. */
function settled(steps: RunNow["steps"]): RunNow["steps"] {
  const ends: Partial<Record<StepNowState, StepNowState>> = { running: "cancelled", waiting: "not-reached" };
  return Object.fromEntries(
    Object.entries(steps).map(([name, step]) => {
      const state = ends[step.state];
      return [name, state === undefined ? step : { ...step, state, share: undefined }];
    }),
  );
}

const isEnd = (state: string) => ["succeeded", "failed", "cancelled", "interrupted"].includes(state);

function namesIn(document: RunDocument): string[] {
  const steps = document.definition.steps;
  return typeof steps === "object" && steps !== null && !Array.isArray(steps) ? Object.keys(steps) : [];
}
