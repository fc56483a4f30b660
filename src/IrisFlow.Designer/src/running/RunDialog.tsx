import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { Problem } from "../api/client";
import { queries } from "../api/queries";
import { type Begun, makePlan, type RunRequest, startCall } from "../api/runs";
import type { JsonObject } from "../document/json";
import { writeJson } from "../document/jsonText";
import { isBlocked } from "./decisions";
import { PlanView } from "./PlanView";
import { ProblemView } from "./ProblemView";
import { RunFrame } from "./RunFrame";
import { RunOptions } from "./RunOptions";
import { titleOf } from "./requests";
import { useBegin } from "./useBegin";

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
  const { begin, isBeginning, problem } = useBegin({ save, onBegun: onStarted });
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
  // What was looked at is what runs: a file, a run or an edit elsewhere may have changed it since.
  const check = async () => {
    const fresh = await makePlan(request, definition);
    if (fresh.etag !== plan.data?.etag) {
      queries.setQueryData(planKey, fresh);
      throw new Problem(409, "What would run has changed meanwhile. Look again, then run.", []);
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
    <RunFrame
      label={title}
      onClose={onClose}
      isBusy={plan.isFetching}
      command={plan.data?.command}
      call={call}
      buttons={
        <>
          <button type="button" onClick={onClose}>
            Cancel
          </button>
          <button
            type="button"
            className="primary"
            ref={button}
            disabled={isBeginning || plan.isError || plan.isPlaceholderData || !plan.data || isBlocked(plan.data)}
            onClick={() => void begin(call, check)}
          >
            {isBeginning ? "Starting…" : save ? "Save and run" : "Run"}
          </button>
        </>
      }
    >
      {plan.isPending && <p role="status">Looking what is to be done…</p>}
      {plan.isError && <ProblemView problem={plan.error} />}
      {plan.data && !plan.isError && <PlanView plan={plan.data} />}
      <RunOptions request={request} onChange={setRequest} />
      {problem !== null && <ProblemView problem={problem} />}
    </RunFrame>
  );
}
