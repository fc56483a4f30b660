import type { Schedule, TickOutcome } from "../api/schedules";
import { useClock } from "../running/useRun";
import { until } from "./instants";

const states: Record<Schedule["state"], string> = { active: "good", paused: "warn", invalid: "bad" };

const outcomes: Record<TickOutcome, string> = {
  started: "good",
  queued: "busy",
  skipped: "soft",
  missed: "warn",
  failed: "bad",
};

/** How a schedule stands, as a word and a colour. */
export function StateMark({ state }: { state: Schedule["state"] }) {
  return <span className={`pill ${states[state] ?? "soft"}`}>{state}</span>;
}

/** What became of a tick, as a word and a colour. */
export function OutcomeMark({ outcome }: { outcome: TickOutcome }) {
  return <span className={`pill ${outcomes[outcome] ?? "soft"}`}>{outcome}</span>;
}

/** How long it is until an instant, as it gets less: by the second where it is soon. */
export function Until({ at }: { at: string }) {
  const isSoon = Date.parse(at) - Date.now() < 120_000;
  return <>{until(at, useClock(true, isSoon ? 1000 : 30_000))}</>;
}
