import { Link } from "react-router";
import type { WorkflowItem } from "../api/workflows";
import { momentOf } from "../saving/moment";

const kinds: Record<string, string> = {
  succeeded: "good",
  failed: "bad",
  running: "busy",
  cancelled: "warn",
  interrupted: "warn",
};

/** How a run ended, or that it goes on, as a word and a colour. */
export function RunState({ run }: { run: WorkflowItem["lastRun"] }) {
  if (!run) {
    return <span className="soft">never</span>;
  }
  return (
    <span className="run-state">
      <span className={`pill ${kinds[run.state] ?? "soft"}`}>{run.state}</span>{" "}
      <Link to={`/runs/${encodeURIComponent(run.run)}`}>
        <time dateTime={run.startedAt}>{momentOf(run.startedAt)}</time>
      </Link>
    </span>
  );
}
