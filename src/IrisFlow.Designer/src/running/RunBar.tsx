import { Link } from "react-router";
import { ActionButton } from "../actions/ActionButton";
import { part } from "../api/client";
import { countOf, type RunNow } from "./progress";
import { useShownRun } from "./shownRun";
import { took } from "./times";
import { useClock } from "./useRun";

/** The button that runs the workflow, and how the run stands that is on the canvas. */
export function RunBar() {
  const now = useShownRun((shown) => shown.now);
  return (
    <div className="run-bar">
      {now && <RunPill now={now} />}
      <ActionButton id="run.start" className="primary run-button">
        <svg viewBox="0 0 16 16" width="12" height="12" aria-hidden="true">
          <path d="M3 1.5 14 8 3 14.5z" fill="currentColor" />
        </svg>
        Run
      </ActionButton>
    </div>
  );
}

function RunPill({ now }: { now: RunNow }) {
  const isRunning = now.state === "running";
  const clock = useClock(isRunning);
  const { done, all } = countOf(now);
  return (
    <span className={`run-pill run-${now.state}`}>
      <Link to={`/runs/${part(now.run)}`} title={`Run ${now.run}`}>
        {now.cancelling && isRunning ? "cancelling" : now.state}
        {isRunning && ` ${done} of ${all}`}
        <span className="soft"> {took(now, clock)}</span>
      </Link>
      <ActionButton id="run.choose" className="quiet">
        ▾
      </ActionButton>
      {isRunning && (
        <>
          <progress aria-label="Steps that are done" value={done} max={Math.max(1, all)} />
          <ActionButton id="run.cancel" className="quiet">
            Cancel
          </ActionButton>
        </>
      )}
    </span>
  );
}
