import type { JsonObject } from "../document/json";
import { call, type Finding, get, part } from "./client";
import type { Page } from "./documents";
import type { Call, RunState, TickTrigger } from "./runs";

/** A tick to come. */
export interface Fire {
  at: string;
  /** The same instant as the clocks of the schedule's zone show it, with their offset. */
  zoned: string;
  /** What the clocks of the zone do on that day: jump over the time, show it twice, or change at another hour. */
  dst: "gap" | "fold" | "change" | null;
  /** What that means for this tick, in words. */
  note: string | null;
}

export type TickOutcome = "started" | "queued" | "skipped" | "missed" | "failed";

/** What became of a tick, and why. */
export interface Tick {
  at: string;
  zoned: string;
  outcome: TickOutcome;
  reason: string | null;
  run: string | null;
  runState: RunState | null;
  trigger: TickTrigger;
  decidedAt: string;
}

/** The policy of a schedule in words; null where it says nothing. */
export interface ScheduleWords {
  when: string;
  catchUp: string;
  overlap: string;
  deadline: string | null;
  pause: string | null;
}

/** The schedule of a workflow as its file says it, and how it stands. */
export interface Schedule {
  workflow: string;
  cron: string;
  zone: string;
  parameters: JsonObject;
  state: "active" | "paused" | "invalid";
  paused: { at: string; by: string; reason: string } | null;
  /** Null where it is invalid. */
  words: ScheduleWords | null;
  next: Fire[];
  last: Tick | null;
  /** Runs that failed one after the other, up to now. */
  failures: number;
  findings: Finding[];
}

/** A schedule that was looked at by itself: what is changed names the state that it was in. */
export interface SeenSchedule extends Schedule {
  etag: string;
}

/** All schedules, and whether anything fires them. */
export interface Schedules {
  items: Schedule[];
  serving: boolean;
}

/** When a schedule would fire that nobody has saved. */
export interface SchedulePreview {
  words: ScheduleWords | null;
  next: Fire[];
  findings: Finding[];
}

const path = (workflow: string, ...more: string[]) => ["/api/schedules", part(workflow), ...more].join("/");

export const listSchedules = (signal?: AbortSignal) => get<Schedules>("/api/schedules", signal);

export const readSchedule = async (workflow: string, signal?: AbortSignal): Promise<SeenSchedule> => {
  const { body, etag } = await call<Schedule>(path(workflow), { signal });
  return { ...body, etag: etag ?? "" };
};

/** A page of what became of the ticks, the newest first. */
export const listTicks = (workflow: string, after: string | null, signal?: AbortSignal) =>
  get<Page<Tick>>(
    `${path(workflow, "ticks")}?${new URLSearchParams({ limit: "100", ...(after !== null && { after }) })}`,
    signal,
  );

/** When a schedule would fire, and what it does then, in words. */
export const previewSchedule = async (schedule: JsonObject, signal?: AbortSignal) =>
  (await call<SchedulePreview>("/api/schedules/preview", { method: "POST", body: { schedule }, signal })).body;

/** The call that reads the schedule of a workflow. */
export const showCall = (workflow: string): Call => ({ method: "GET", path: path(workflow) });

/** The call that pauses a schedule as it was seen. */
export const pauseCall = ({ workflow, etag }: SeenSchedule, reason: string): Call => ({
  method: "POST",
  path: path(workflow, "pause"),
  body: { reason },
  headers: { "If-Match": etag },
});

/** The call that lets a schedule as it was seen fire again. */
export const resumeCall = ({ workflow, etag }: SeenSchedule): Call => ({
  method: "POST",
  path: path(workflow, "resume"),
  body: {},
  headers: { "If-Match": etag },
});

/** The call that begins a run with a schedule's parameters, beside its ticks. */
export const runNowCall = (workflow: string): Call => ({ method: "POST", path: path(workflow, "run"), body: {} });
