import { useState } from "react";
import { part } from "../api/client";
import { queries } from "../api/queries";
import type { Call, RunDocument } from "../api/runs";
import { commandOf } from "../running/commandLine";
import { ProblemView } from "../running/ProblemView";
import type { RunNow } from "../running/progress";
import { RunFrame } from "../running/RunFrame";
import { useBegin } from "../running/useBegin";
import { runKey } from "../running/useRun";

const kept = new Set(["succeeded", "reused", "injected"]);

/** Going on with a run: what is committed stays, the rest is done. */
export function ResumeDialog({ now, document, onClose }: { now: RunNow; document: RunDocument; onClose: () => void }) {
  const [changedCode, setChangedCode] = useState<"" | "keep" | "rerun">("");
  const { begin, isBeginning, problem } = useBegin({
    onBegun: async () => {
      await queries.invalidateQueries({ queryKey: runKey(document.run) });
      onClose();
    },
  });
  const steps = Object.entries(now.steps).filter(([, step]) => step.state !== "not-selected");
  const rest = steps.filter(([, step]) => !kept.has(step.state)).map(([name]) => name);
  const call: Call = {
    method: "POST",
    path: `/api/runs/${part(document.run)}/resume`,
    body: changedCode === "" ? {} : { changedCode },
  };
  const command = commandOf("resume", document.run, ...(changedCode === "" ? [] : ["--changed-code", changedCode]));
  return (
    <RunFrame
      label={`Resume ${document.run}`}
      onClose={onClose}
      command={command}
      call={call}
      buttons={
        <>
          <button type="button" onClick={onClose}>
            Not now
          </button>
          <button type="button" className="primary" disabled={isBeginning} onClick={() => void begin(call)}>
            {isBeginning ? "Starting…" : "Resume"}
          </button>
        </>
      }
    >
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
    </RunFrame>
  );
}
