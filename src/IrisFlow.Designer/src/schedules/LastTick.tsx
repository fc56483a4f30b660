import { Link } from "react-router";
import { part } from "../api/client";
import type { Tick } from "../api/schedules";
import { StateTag } from "../runs/StateTag";
import { clockHere } from "./instants";
import { OutcomeMark } from "./marks";

/** What became of the last tick: its run where it has one, else why it has none. */
export function LastTick({ tick }: { tick: Tick | null }) {
  if (!tick) {
    return <span className="soft">never</span>;
  }
  return (
    <>
      <TickResult tick={tick} />
      <p className="hint">
        {clockHere(tick.at)} here{tick.run === null && tick.reason ? `: ${tick.reason}` : ""}
      </p>
    </>
  );
}

/** The run of a tick and how it ended, or what became of the tick instead. */
export function TickResult({ tick }: { tick: Tick }) {
  return tick.run === null ? (
    <OutcomeMark outcome={tick.outcome} />
  ) : (
    <Link className="tick-run" to={`/runs/${part(tick.run)}`} title={`Run ${tick.run}`}>
      <StateTag state={tick.runState ?? tick.outcome} />
    </Link>
  );
}
