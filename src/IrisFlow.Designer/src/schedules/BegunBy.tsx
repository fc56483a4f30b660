import { Link } from "react-router";
import { part } from "../api/client";
import type { RunHead, TickTrigger } from "../api/runs";
import { clockHere } from "./instants";

const words: Record<TickTrigger, string> = {
  schedule: "scheduled",
  "catch-up": "caught up",
  "by-hand": "run now",
};

/** A mark on a run that a schedule began; nothing on one that a person asked for. */
export function BegunBy({ run: { schedule } }: { run: RunHead }) {
  return schedule ? (
    <span className="pill soft" title={`Begun by the schedule, for ${clockHere(schedule.for)}`}>
      {words[schedule.trigger]}
    </span>
  ) : null;
}

/** Which tick of which schedule began a run. */
export function ForTick({ run: { workflow, schedule } }: { run: RunHead }) {
  return schedule ? (
    <span>
      {words[schedule.trigger]} by its <Link to={`/schedules/${part(workflow)}`}>schedule</Link> for{" "}
      <time dateTime={schedule.for}>{clockHere(schedule.for)}</time>
    </span>
  ) : null;
}
