import { Link } from "react-router";
import { part } from "../api/client";
import type { RunDocument } from "../api/runs";
import { writeJson } from "../document/jsonText";
import { CopyAs } from "../running/CopyAs";
import { commandOf } from "../running/commandLine";
import { countOf, type RunNow } from "../running/progress";
import { age, instant, took } from "../running/times";
import { useClock } from "../running/useRun";
import { ForTick } from "../schedules/BegunBy";
import { StateTag } from "./StateTag";

interface Props {
  now: RunNow;
  document: RunDocument;
  onFork: () => void;
  onResume: () => void;
  onRerun: () => void;
  onCancel: () => void;
}

/** Which run it is, how it stands, and what can be done with it. */
export function RunHeader({ now, document, onFork, onResume, onRerun, onCancel }: Props) {
  const isRunning = now.state === "running";
  const clock = useClock(isRunning);
  const { done, all } = countOf(now);
  const length = took(now, clock);
  return (
    <header className="run-header">
      <div className="run-title">
        <h1>
          <Link to={`/workflows/${part(document.workflow)}?run=${part(document.run)}`}>{document.workflow}</Link>{" "}
          <span className="run-id">{document.run}</span>
        </h1>
        <StateTag state={now.state} />
        {now.cancelling && isRunning && <span className="soft">was asked to end</span>}
        <span className="run-buttons">
          {isRunning ? (
            <>
              <CopyAs
                command={commandOf("cancel", document.run)}
                call={{ method: "POST", path: `/api/runs/${part(document.run)}/cancel`, body: {} }}
              />
              <button type="button" onClick={onCancel} disabled={now.cancelling}>
                Cancel
              </button>
            </>
          ) : (
            <>
              {now.state !== "succeeded" && (
                <button type="button" className="primary" onClick={onResume}>
                  Resume
                </button>
              )}
              <button type="button" onClick={onFork}>
                Fork
              </button>
              <button type="button" onClick={onRerun}>
                Run again
              </button>
            </>
          )}
        </span>
      </div>
      <div className="run-line">
        <span title={instant(now.startedAt)}>
          Started {instant(now.startedAt)}, {age(now.startedAt, clock)} ago
        </span>
        {length !== undefined && (
          <span>
            {isRunning ? "for" : "took"} {length}
          </span>
        )}
        <span>
          {done} of {all} steps
        </span>
        {isRunning && <progress aria-label="Steps that are done" value={done} max={Math.max(1, all)} />}
        {document.lease && <span className="soft">by {document.lease.owner}</span>}
        <ForTick run={document} />
        {document.origin && (
          <span>
            fork of <Link to={`/runs/${part(document.origin)}`}>{document.origin}</Link>
          </span>
        )}
        {document.parent && (
          <span>
            part of <Link to={`/sweeps/${part(document.parent)}`}>{document.parent}</Link>
            {document.variant && <code> {writeJson(document.variant)}</code>}
          </span>
        )}
        <CopyAs
          command={commandOf("show", document.run)}
          call={{ method: "GET", path: `/api/runs/${part(document.run)}` }}
        />
      </div>
      <CopyAs command={document.command} show />
    </header>
  );
}
