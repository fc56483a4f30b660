import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { Dialog } from "../actions/Dialog";
import { Problem } from "../api/client";
import { queries } from "../api/queries";
import { type Begun, make, makePlan, newKey, type RunRequest, startCall } from "../api/runs";
import type { JsonObject } from "../document/json";
import { writeJson } from "../document/jsonText";
import { CopyAs } from "./CopyAs";
import { isBlocked } from "./decisions";
import { PlanView } from "./PlanView";
import { ProblemView } from "./ProblemView";
import { RunOptions } from "./RunOptions";
import { titleOf } from "./requests";
import "./running.css";

interface Props {
  request: RunRequest;
  /** The workflow as it stands in the editor, where that is not saved. */
  definition?: JsonObject;
  /** Has to be done first; false where it failed. */
  save?: () => Promise<boolean>;
  onStarted: (begun: Begun) => void;
  onClose: () => void;
}

/** What a run would do, before it does: which steps run, which are reused, and why; then it begins. */
export function RunDialog({ request: asked, definition, save, onStarted, onClose }: Props) {
  const [request, setRequest] = useState(asked);
  const [problem, setProblem] = useState<unknown>(null);
  const [isStarting, setStarting] = useState(false);
  // A second press sends the same key: there is one run.
  const key = useRef({ of: request, key: newKey() });
  const planKey = ["plan", writeJson([request, definition])];
  const plan = useQuery({
    queryKey: planKey,
    queryFn: ({ signal }) => makePlan(request, definition, signal),
    staleTime: 0,
    gcTime: 0,
    retry: false,
    placeholderData: keepPreviousData,
  });
  const call = startCall(request);
  const start = async () => {
    setStarting(true);
    setProblem(null);
    try {
      if (save && !(await save())) {
        throw new Problem(409, "The workflow was not saved, so nothing runs. Look at what the save says.", []);
      }
      // What was looked at is what runs: a file, a run or an edit elsewhere may have changed it since.
      const fresh = await makePlan(request, definition);
      if (fresh.etag !== plan.data?.etag) {
        queries.setQueryData(planKey, fresh);
        throw new Problem(409, "What would run has changed meanwhile. Look again, then run.", []);
      }
      if (key.current.of !== request) {
        key.current = { of: request, key: newKey() };
      }
      onStarted(await make<Begun>(call, key.current.key));
    } catch (refused) {
      // What was refused began nothing: the next press is another request. What got lost on the way may have begun one.
      if (refused instanceof Problem) {
        key.current = { of: request, key: newKey() };
      }
      setProblem(refused);
    } finally {
      setStarting(false);
    }
  };
  const button = useRef<HTMLButtonElement>(null);
  const isReady = plan.data !== undefined;
  useEffect(() => {
    if (isReady) {
      button.current?.focus();
    }
  }, [isReady]);
  const title = titleOf(asked);
  return (
    <Dialog label={title} className="run-dialog" onClose={onClose}>
      <header className="run-dialog-head">
        <h2>{title}</h2>
        <button type="button" className="quiet" onClick={onClose} aria-label="Close">
          ✕
        </button>
      </header>
      <div className="run-dialog-body" aria-busy={plan.isFetching}>
        {plan.isPending && <p role="status">Looking what is to be done…</p>}
        {plan.isError && <ProblemView problem={plan.error} />}
        {plan.data && !plan.isError && <PlanView plan={plan.data} />}
        <RunOptions request={request} onChange={setRequest} />
        {problem !== null && <ProblemView problem={problem} />}
      </div>
      <footer className="run-dialog-foot">
        <CopyAs command={plan.data?.command} call={call} show />
        <div className="run-dialog-buttons">
          <button type="button" onClick={onClose}>
            Cancel
          </button>
          <button
            type="button"
            className="primary"
            ref={button}
            disabled={isStarting || plan.isError || plan.isPlaceholderData || !plan.data || isBlocked(plan.data)}
            onClick={start}
          >
            {isStarting ? "Starting…" : save ? "Save and run" : "Run"}
          </button>
        </div>
      </footer>
    </Dialog>
  );
}
