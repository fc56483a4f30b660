import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useMemo, useRef, useState } from "react";
import { Link, useNavigate } from "react-router";
import { useActions } from "../actions/registry";
import { part } from "../api/client";
import { listen } from "../api/events";
import { queries } from "../api/queries";
import { listRuns, type RunItem } from "../api/runs";
import { listWorkflows } from "../api/workflows";
import { useChosen } from "../app/useChosen";
import { CopyAs } from "../running/CopyAs";
import { commandOf } from "../running/commandLine";
import { ProblemView } from "../running/ProblemView";
import { figure, instant, took } from "../running/times";
import { throttled, useClock, useStream } from "../running/useRun";
import { BegunBy } from "../schedules/BegunBy";
import { type Filter, filterIn, merged, metricNames, queryOf, spans } from "./list";
import { Sparkline } from "./Sparkline";
import { StateTag } from "./StateTag";
import "../running/running.css";
import "./runs.css";
import "./list.css";

const rowHeight = 34;
const states = ["running", "succeeded", "failed", "cancelled", "interrupted"];

/** All runs of the workspace, the newest first; new ones appear as they begin. */
export function RunsPage() {
  const [parameters, choose] = useChosen();
  const filter = filterIn(parameters);
  const [picked, setPicked] = useState<readonly string[]>([]);
  const found = useRunList(filter);
  const { runs, query } = found;
  const metrics = useMemo(() => metricNames(runs), [runs]);
  const metric = parameters.get("metric") ?? metrics[0] ?? "";
  const navigate = useNavigate();
  const workflows = useQuery({
    queryKey: ["workflows"],
    queryFn: ({ signal }) => listWorkflows(signal),
  });
  const compare = `/compare?runs=${picked.map(part).join(",")}`;
  useActions(
    useMemo(
      () => [
        {
          id: "runs.compare",
          label: "Compare the runs that are picked",
          section: "Runs",
          refused: () => (picked.length < 2 ? "Pick two runs or more." : undefined),
          run: () => navigate(compare),
        },
      ],
      [picked.length, compare, navigate],
    ),
  );
  return (
    <main className="page wide runs-page">
      <div className="runs-head">
        <h1>Runs</h1>
        <CopyAs
          command={commandOf("runs", ...(filter.workflow ? [filter.workflow] : []))}
          call={{ method: "GET", path: `/api/runs?${new URLSearchParams(queryOf(filter, Date.now()))}` }}
        />
      </div>
      <div className="list-tools">
        <label>
          Workflow{" "}
          <select value={filter.workflow} onChange={(event) => choose("workflow", event.target.value)}>
            <option value="">all</option>
            {(workflows.data?.items ?? []).map((item) => (
              <option key={item.workflow}>{item.workflow}</option>
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
        <button type="button" className="primary" disabled={picked.length < 2} onClick={() => navigate(compare)}>
          Compare {picked.length > 1 ? `${picked.length} runs` : "runs"}
        </button>
      </div>
      {metric !== "" && <Sparkline runs={runs} metric={metric} />}
      {query.isError && <ProblemView problem={query.error} />}
      {query.isSuccess && runs.length === 0 && (
        <p>
          {Object.values(filter).some(Boolean)
            ? "No run is like that."
            : "Nothing has run yet. Open a workflow and press Run."}
        </p>
      )}
      {query.isPending && <p role="status">Loading…</p>}
      {runs.length > 0 && (
        <RunRows
          runs={runs}
          metric={metric}
          picked={picked}
          onPick={(run, isPicked) => setPicked(isPicked ? [...picked, run] : picked.filter((one) => one !== run))}
          onEnd={found.more}
        />
      )}
    </main>
  );
}

/** The runs that are wanted, page by page; the first page is asked for again when something begins or ends. */
function useRunList(filter: Filter) {
  useStream();
  const key = [filter.workflow, filter.state, filter.time];
  const query = useInfiniteQuery({
    queryKey: ["run-list", ...key],
    queryFn: ({ pageParam, signal }) =>
      listRuns(
        { ...queryOf(filter, Date.now()), limit: "100", ...(pageParam !== null && { after: pageParam }) },
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });
  const head = useQuery({
    queryKey: ["run-list-head", ...key],
    queryFn: ({ signal }) => listRuns({ ...queryOf(filter, Date.now()), limit: "50" }, signal),
    staleTime: 0,
  });
  useEffect(() => {
    const again = throttled(() => void queries.invalidateQueries({ queryKey: ["run-list-head"] }), 1000);
    const stop = [
      listen("run", (event) => String(event.event).startsWith("run-") && event.parent === undefined && again.ask()),
      listen("gap", again.ask),
      again.stop,
    ];
    return () => {
      for (const end of stop) {
        end();
      }
    };
  }, []);
  const runs = useMemo(
    () => merged(head.data?.items ?? [], query.data?.pages.flatMap((page) => page.items) ?? [], filter.state),
    [head.data, query.data, filter.state],
  );
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = query;
  const more = () => {
    if (hasNextPage && !isFetchingNextPage) {
      void fetchNextPage();
    }
  };
  return { runs, query, more };
}

interface RowsProps {
  runs: readonly RunItem[];
  metric: string;
  picked: readonly string[];
  onPick: (run: string, isPicked: boolean) => void;
  onEnd: () => void;
}

/** The list; only the rows in sight are in the page. */
function RunRows({ runs, metric, picked, onPick, onEnd }: RowsProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const clock = useClock(
    runs.some((run) => run.state === "running"),
    1000,
  );
  const list = useVirtualizer({
    count: runs.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
  });
  const items = list.getVirtualItems();
  const atEnd = (items.at(-1)?.index ?? 0) >= runs.length - 20;
  useEffect(() => {
    if (atEnd) {
      onEnd();
    }
  }, [atEnd, runs.length]);
  return (
    <div className="virtual runs-list" ref={scroller} tabIndex={0} role="table" aria-label="Runs" aria-rowcount={-1}>
      <div role="rowgroup" className="runs-columns-group">
        <div role="row" className="run-row runs-columns">
          {["", "Run", "Workflow", "State", "Started", "Took", "Steps", metric === "" ? "Metric" : metric].map(
            (label, index) => (
              <span key={label} role="columnheader">
                {index === 0 ? <span className="visually-hidden">Picked</span> : label}
              </span>
            ),
          )}
        </div>
      </div>
      <div role="rowgroup" className="virtual-all" style={{ height: list.getTotalSize() }}>
        {items.map((item) => {
          const run = runs[item.index];
          return run ? (
            <div
              key={run.run}
              role="row"
              aria-rowindex={item.index + 2}
              className="run-row virtual-row"
              style={{ transform: `translateY(${item.start}px)` }}
            >
              <span role="cell">
                <input
                  type="checkbox"
                  aria-label={`Pick run ${run.run}`}
                  checked={picked.includes(run.run)}
                  onChange={(event) => onPick(run.run, event.target.checked)}
                />
              </span>
              <span role="cell">
                <Link to={`/runs/${part(run.run)}`} title={run.command}>
                  {run.run}
                </Link>
              </span>
              <span role="cell">
                <Link className="plain-link" to={`/workflows/${part(run.workflow)}?run=${part(run.run)}`}>
                  {run.workflow}
                </Link>{" "}
                <BegunBy run={run} />
              </span>
              <span role="cell">
                <StateTag state={run.state} />
              </span>
              <span role="cell">{instant(run.startedAt)}</span>
              <span role="cell" className="number">
                {took(run.startedAt, run.finishedAt, clock)}
              </span>
              <span role="cell" className="soft">
                {Object.entries(run.stepCounts)
                  .map(([state, count]) => `${count} ${state === "not-selected" ? "left out" : state}`)
                  .join(", ")}
              </span>
              <span role="cell" className="number">
                {figure(run.metrics[metric])}
              </span>
            </div>
          ) : null;
        })}
      </div>
    </div>
  );
}
