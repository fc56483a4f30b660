import { useQuery } from "@tanstack/react-query";
import { useEffect, useMemo, useState } from "react";
import { Link, useNavigate, useSearchParams } from "react-router";
import { useActions } from "../actions/registry";
import { part } from "../api/client";
import { listen } from "../api/events";
import { queries } from "../api/queries";
import { isSweep, listRuns, type RunState } from "../api/runs";
import { useDocument, useDocumentStore } from "../document/useDocument";
import { runActions } from "./actions";
import { cancel } from "./cancel";
import { nodeStates } from "./nodeStates";
import { RunOvers } from "./RunOvers";
import "./running.css";
import { StepOutcome } from "./StepOutcome";
import { useShownRun } from "./shownRun";
import { took } from "./times";
import { useClock, useRun } from "./useRun";

/** The run view of the open workflow: which run is shown, its states on the canvas, and all that can be done with runs. */
export function RunView() {
  const store = useDocumentStore();
  const workflow = useDocument((open) => open.workflow);
  const edited = useDocument((open) => open.history.document);
  const navigate = useNavigate();
  const [run, show] = useWatchedRun(workflow);
  const { now, document } = useRun(run);
  const clock = useClock(now !== undefined, 30_000);

  useEffect(() => {
    store.getState().setNodeState(now && document ? nodeStates(now, document.definition, edited, clock) : {});
    useShownRun.setState({ now, document });
  }, [store, now, document, edited, clock]);
  useEffect(
    () => () => {
      store.getState().setNodeState({});
      useShownRun.setState({ now: undefined, document: undefined });
    },
    [store],
  );

  const actions = useMemo(
    () =>
      runActions({
        store,
        now: () => useShownRun.getState().now,
        go: (path) => navigate(path),
        outputs: (step) =>
          useShownRun
            .getState()
            .document?.steps.find((one) => one.name === step)
            ?.outputs.map((output) => output.port) ?? [],
        cancel: () => void cancel(useShownRun.getState().now?.run ?? ""),
      }),
    [store, navigate],
  );
  useActions(actions);
  return (
    <>
      {now && <StepOutcome now={now} document={document} clock={clock} />}
      <RunOvers onStarted={show} />
      <Finished run={run} />
    </>
  );
}

/** The run that the address names, else the newest of the workflow: a page that is loaded again finds what it showed. */
function useWatchedRun(workflow: string): [string | undefined, (run: string) => void] {
  const [parameters, setParameters] = useSearchParams();
  const named = parameters.get("run") ?? undefined;
  const newest = useQuery({
    queryKey: ["newest-run", workflow],
    queryFn: ({ signal }) => listRuns({ workflow, limit: "20" }, signal),
    staleTime: 0,
  });
  // A sweep has no steps of its own: its runs are on a page of theirs.
  const latest = newest.data?.items.find((item) => !isSweep(item))?.run;
  // A run that begins, here or on a command line, takes the place of one that has ended.
  const now = useShownRun((shown) => shown.now);
  const isOver = now !== undefined && now.run === named && now.state !== "running";
  useEffect(
    () =>
      listen("run", (event) => {
        if (event.workflow === workflow && event.event === "run-started" && event.parent === undefined) {
          void queries.invalidateQueries({ queryKey: ["newest-run", workflow] });
          if (isOver) {
            setParameters(without, { replace: true });
          }
        }
      }),
    [workflow, isOver, setParameters],
  );
  const show = (run: string) =>
    setParameters(
      (before) => {
        before.set("run", run);
        return before;
      },
      { replace: true },
    );
  return [named ?? latest, show];
}

function without(parameters: URLSearchParams): URLSearchParams {
  parameters.delete("run");
  return parameters;
}

const endings: Record<RunState, string> = {
  running: "goes on",
  succeeded: "succeeded",
  failed: "failed",
  cancelled: "was cancelled",
  interrupted: "was interrupted",
};

/** Says how a run ended that was seen at work. */
function Finished({ run }: { run: string | undefined }) {
  const now = useShownRun((shown) => shown.now);
  const [seen, setSeen] = useState<string>();
  const [closed, setClosed] = useState<string>();
  useEffect(() => {
    if (now?.state === "running") {
      setSeen(now.run);
      setClosed(undefined);
    }
  }, [now]);
  const isShown = now !== undefined && now.run === run && seen === now.run && now.state !== "running" && closed !== run;
  const failed = now && Object.entries(now.steps).find(([, step]) => step.state === "failed");
  return (
    <div className="toasts" role="status">
      {isShown && now && (
        <div className={`toast run-${now.state}`}>
          <p>
            <strong>The run {endings[now.state]}</strong>
            {now.finishedAt !== null && ` after ${took(now, Date.now())}`}.
            {failed && ` ${failed[0]}: ${failed[1].text}`}
          </p>
          {failed && <ShowStep step={failed[0]} />}
          <Link to={`/runs/${part(now.run)}`}>Open the run</Link>
          <button type="button" className="quiet" aria-label="Close" onClick={() => setClosed(run)}>
            ✕
          </button>
        </div>
      )}
    </div>
  );
}

function ShowStep({ step }: { step: string }) {
  const store = useDocumentStore();
  return (
    <button type="button" onClick={() => store.getState().select({ steps: [step] })}>
      Show the step
    </button>
  );
}
