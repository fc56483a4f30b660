import { useRef, useState } from "react";
import { Dialog } from "../actions/Dialog";
import { Problem, part } from "../api/client";
import { queries } from "../api/queries";
import { type Begun, type Call, make, newKey, type RunDocument } from "../api/runs";
import { CopyAs } from "../running/CopyAs";
import { commandOf } from "../running/commandLine";
import { ProblemView } from "../running/ProblemView";
import type { RunNow } from "../running/progress";
import { runKey } from "../running/useRun";
import "../running/running.css";

const kept = new Set(["succeeded", "reused", "injected"]);

/** Going on with a run: what is committed stays, the rest is done. */
export function ResumeDialog({ now, document, onClose }: { now: RunNow; document: RunDocument; onClose: () => void }) {
  const [changedCode, setChangedCode] = useState<"" | "keep" | "rerun">("");
  const [problem, setProblem] = useState<unknown>(null);
  const key = useRef(newKey());
  const steps = Object.entries(now.steps).filter(([, step]) => step.state !== "not-selected");
  const rest = steps.filter(([, step]) => !kept.has(step.state)).map(([name]) => name);
  const call: Call = {
    method: "POST",
    path: `/api/runs/${part(document.run)}/resume`,
    body: changedCode === "" ? {} : { changedCode },
  };
  const command = commandOf("resume", document.run, ...(changedCode === "" ? [] : ["--changed-code", changedCode]));
  const start = async () => {
    try {
      await make<Begun>(call, key.current);
      await queries.invalidateQueries({ queryKey: runKey(document.run) });
      onClose();
    } catch (refused) {
      if (refused instanceof Problem) {
        key.current = newKey();
      }
      setProblem(refused);
    }
  };
  return (
    <Dialog label={`Resume ${document.run}`} className="run-dialog" onClose={onClose}>
      <header className="run-dialog-head">
        <h2>Resume {document.run}</h2>
        <button type="button" className="quiet" onClick={onClose} aria-label="Close">
          ✕
        </button>
      </header>
      <div className="run-dialog-body">
        <p>
          <strong>
            Will run {rest.length} of {steps.length} steps
          </strong>
          , and keeps what is committed: the plan and its parameters stay as they were.
        </p>
        <p className="soft">{rest.join(", ")}</p>
        <label className="field-line">
          Committed steps whose code has changed{" "}
          <select value={changedCode} onChange={(event) => setChangedCode(event.target.value as typeof changedCode)}>
            <option value="">stop and list them</option>
            <option value="keep">keep their results</option>
            <option value="rerun">run again</option>
          </select>
        </label>
        {problem !== null && <ProblemView problem={problem} />}
      </div>
      <footer className="run-dialog-foot">
        <CopyAs command={command} call={call} show />
        <div className="run-dialog-buttons">
          <button type="button" onClick={onClose}>
            Not now
          </button>
          <button type="button" className="primary" autoFocus onClick={start}>
            Resume
          </button>
        </div>
      </footer>
    </Dialog>
  );
}
