import { useQuery } from "@tanstack/react-query";
import { useCallback, useMemo, useState } from "react";
import { useNavigate } from "react-router";
import { useActions } from "../actions/registry";
import { part } from "../api/client";
import { listWorkflows } from "../api/workflows";
import { useChosen } from "../app/useChosen";
import { CopyAs } from "../running/CopyAs";
import { commandOf } from "../running/commandLine";
import { ProblemView } from "../running/ProblemView";
import { dayOf, filterIn, metricNames, queryOf, spans, wordsOf } from "./list";
import { RunRows } from "./RunRows";
import { Sparkline } from "./Sparkline";
import { useRunList } from "./useRunList";
import "./runs.css";
import "./list.css";

// More than these the server does not put side by side.
const mostCompared = 50;
const states = ["running", "succeeded", "failed", "cancelled", "interrupted"];

/** All runs of the workspace, the newest first; new ones appear as they begin. */
export function RunsPage() {
  const [parameters, choose] = useChosen();
  const filter = filterIn(parameters);
  const [picked, setPicked] = useState<readonly string[]>([]);
  const pick = useCallback(
    (run: string, isPicked: boolean) =>
      setPicked((before) => (isPicked ? [...before, run] : before.filter((one) => one !== run))),
    [],
  );
  const found = useRunList(filter);
  const { runs, query } = found;
  const metrics = useMemo(() => metricNames(runs), [runs]);
  const metric = parameters.get("metric") ?? metrics[0] ?? "";
  const navigate = useNavigate();
  const workflows = useQuery({
    queryKey: ["workflows"],
    queryFn: ({ signal }) => listWorkflows(signal),
  });
  // Runs outlive their workflow: one that is gone can still be in the address.
  const names = [...new Set([...(workflows.data?.items ?? []).map((item) => item.workflow), filter.workflow])].filter(
    Boolean,
  );
  const isComparable = picked.length >= 2 && picked.length <= mostCompared;
  const compare = `/compare?runs=${picked.map(part).join(",")}`;
  useActions(
    useMemo(
      () => [
        {
          id: "runs.compare",
          label: "Compare the runs that are picked",
          section: "Runs",
          refused: () => (isComparable ? undefined : `Pick from 2 to ${mostCompared} runs.`),
          run: () => navigate(compare),
        },
      ],
      [isComparable, compare, navigate],
    ),
  );
  return (
    <main className="page wide runs-page">
      <div className="runs-head">
        <h1>Runs</h1>
        <CopyAs
          command={commandOf("runs", ...wordsOf(filter, Date.now()))}
          call={{ method: "GET", path: `/api/runs?${new URLSearchParams(queryOf(filter, Date.now()))}` }}
        />
      </div>
      <div className="list-tools">
        <label>
          Workflow{" "}
          <select value={filter.workflow} onChange={(event) => choose("workflow", event.target.value)}>
            <option value="">all</option>
            {names.map((name) => (
              <option key={name}>{name}</option>
            ))}
          </select>
        </label>
        <label>
          State{" "}
          <select value={filter.state} onChange={(event) => choose("state", event.target.value)}>
            <option value="">all</option>
            {states.map((state) => (
              <option key={state}>{state}</option>
            ))}
          </select>
        </label>
        <label>
          Time{" "}
          <select value={filter.time} onChange={(event) => choose("time", event.target.value)}>
            <option value="">any</option>
            {Object.entries(spans).map(([name, span]) => (
              <option key={name} value={name}>
                {span.label}
              </option>
            ))}
          </select>
        </label>
        <label>
          Until{" "}
          <input
            type="date"
            max={dayOf(Date.now())}
            value={filter.until}
            onChange={(event) => choose("until", event.target.value)}
          />
        </label>
        <label>
          Metric{" "}
          <select value={metric} onChange={(event) => choose("metric", event.target.value)}>
            {metrics.length === 0 && <option value="">none</option>}
            {metrics.map((name) => (
              <option key={name}>{name}</option>
            ))}
          </select>
        </label>
        <span className="list-space" />
        {picked.length > 0 && (
          <button type="button" className="quiet" onClick={() => setPicked([])}>
            Pick none
          </button>
        )}
        <button
          type="button"
          className="primary"
          disabled={!isComparable}
          title={isComparable ? undefined : `Pick from 2 to ${mostCompared} runs`}
          onClick={() => navigate(compare)}
        >
          Compare {picked.length > 1 ? `${picked.length} runs` : "runs"}
        </button>
      </div>
      {metric !== "" && <Sparkline runs={runs} metric={metric} />}
      {query.isError && (
        <>
          <ProblemView problem={query.error} />
          <p>
            <button type="button" onClick={() => void (runs.length > 0 ? query.fetchNextPage() : query.refetch())}>
              Try again
            </button>
          </p>
        </>
      )}
      {query.isSuccess && runs.length === 0 && (
        <p>
          {Object.values(filter).some(Boolean)
            ? "No run is like that."
            : "Nothing has run yet. Open a workflow and press Run."}
        </p>
      )}
      {query.isPending && <p role="status">Loading…</p>}
      {runs.length > 0 && <RunRows runs={runs} metric={metric} picked={picked} onPick={pick} onEnd={found.more} />}
    </main>
  );
}
