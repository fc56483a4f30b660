import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useEffect, useMemo, useState } from "react";
import { Link, useNavigate, useParams } from "react-router";
import { part } from "../api/client";
import { listen } from "../api/events";
import { queries } from "../api/queries";
import { readSweep, type SweepRow } from "../api/runs";
import type { Json } from "../document/json";
import { CopyAs } from "../running/CopyAs";
import { cancel } from "../running/cancel";
import { commandOf } from "../running/commandLine";
import { ProblemView } from "../running/ProblemView";
import { figure } from "../running/times";
import { throttled, useStream } from "../running/useRun";
import { StateTag } from "../runs/StateTag";
import { SaveCsv } from "../tables/SaveCsv";
import { axisOf, type Brush, isWithin, nameOf, sorted, valueAt } from "./axes";
import { Brushes } from "./Brushes";
import { ParallelCoordinates } from "./ParallelCoordinates";
import "../runs/runs.css";
import "./sweeps.css";
import { writeJson } from "../document/jsonText";

// More runs side by side than these nobody reads.
const mostCompared = 8;

const RunDialog = lazy(async () => ({ default: (await import("../running/RunDialog")).RunDialog }));

/** The runs of a sweep side by side, while it goes on and after: which values gave what. */
export function SweepPage() {
  const { run = "" } = useParams();
  const sweep = useSweep(run);
  const navigate = useNavigate();
  const [brushes, setBrushes] = useState<Readonly<Record<string, Brush>>>({});
  const [highlighted, setHighlighted] = useState<string | null>(null);
  const [order, setOrder] = useState({ by: "rank", isDown: false });
  const [fork, setFork] = useState<string | null>(null);
  const [extra, setExtra] = useState<string>("");
  const found = sweep.data;
  const rows = useMemo(() => found?.results.rows ?? [], [found]);
  const parameters = useMemo(() => [...new Set(rows.flatMap((row) => Object.keys(row.values)))], [rows]);
  const metrics = useMemo(() => [...new Set(rows.flatMap((row) => Object.keys(row.metrics)))], [rows]);
  const by = found?.results.by ?? null;
  const shown = useMemo(
    () => [...parameters, ...(by === null ? [] : [by]), ...(extra === "" || extra === by ? [] : [extra])],
    [parameters, by, extra],
  );
  const axes = useMemo(() => shown.map((name) => axisOf(name, rows)), [shown, rows]);
  if (sweep.isError) {
    return (
      <main className="page">
        <h1>Sweep {run}</h1>
        <ProblemView problem={sweep.error} />
      </main>
    );
  }
  if (!found) {
    return (
      <main className="page">
        <p role="status">Loading…</p>
      </main>
    );
  }

  const best = rows.find((row) => row.rank === 1);
  const within = rows.filter((row) => isWithin(row, brushes));
  const reached = sorted(within, order.by, order.isDown).flatMap((row) => row.run ?? []);
  const done = rows.filter((row) => row.rank !== null || row.state === "failed").length;
  return (
    <main className="page wide">
      <div className="run-title">
        <h1>
          <Link to={`/workflows/${part(found.workflow)}`}>{found.workflow}</Link>{" "}
          <span className="run-id">
            sweep <Link to={`/runs/${part(run)}`}>{run}</Link>
          </span>
        </h1>
        <StateTag state={found.state} />
        <span className="soft" role="status">
          {done} of {found.results.runs} runs
        </span>
        {found.state === "running" && (
          <>
            <button type="button" onClick={() => void cancel(run)}>
              Cancel
            </button>
            <CopyAs
              command={commandOf("cancel", run)}
              call={{ method: "POST", path: `/api/runs/${part(run)}/cancel`, body: {} }}
            />
          </>
        )}
        <span className="run-buttons">
          <CopyAs command={commandOf("show", run)} call={{ method: "GET", path: `/api/sweeps/${part(run)}` }} />
        </span>
      </div>
      {found.error && <p className="step-error">{found.error.message}</p>}
      {best?.run && (
        <p className="best-run">
          <span className="best">best</span>
          <span>
            {parameters.map((name) => `${name} = ${nameOf(valueAt(best, name))}`).join(", ")}
            {by !== null && (
              <>
                {" "}
                gives {by} <strong>{figure(best.metrics[by])}</strong>
              </>
            )}
          </span>
          <Link to={`/runs/${part(best.run)}`}>Open it</Link>
          <button type="button" onClick={() => setFork(best.run)}>
            Fork it
          </button>
        </p>
      )}
      <div className="list-tools">
        <label>
          One more metric{" "}
          <select value={extra} onChange={(event) => setExtra(event.target.value)}>
            <option value="">none</option>
            {metrics
              .filter((name) => name !== by)
              .map((name) => (
                <option key={name}>{name}</option>
              ))}
          </select>
        </label>
        <span className="soft" role="status">
          {within.length} of {rows.length} runs are within what is picked
        </span>
        {Object.keys(brushes).length > 0 && (
          <button type="button" className="quiet" onClick={() => setBrushes({})}>
            Pick all
          </button>
        )}
        <button
          type="button"
          disabled={reached.length < 2}
          onClick={() => navigate(`/compare?runs=${reached.slice(0, mostCompared).map(part).join(",")}`)}
        >
          {reached.length > mostCompared ? `Compare the first ${mostCompared}` : "Compare them"}
        </button>
        <SaveCsv
          title="the runs"
          file={`${found.workflow}-sweep-${run}`}
          columns={["rank", ...parameters, ...metrics, "state", "run"]}
          rows={() =>
            sorted(within, order.by, order.isDown).map((row) => [
              row.rank,
              ...[...parameters, ...metrics].map((name) => plain(valueAt(row, name))),
              row.state,
              row.run,
            ])
          }
        />
      </div>
      <ParallelCoordinates
        axes={axes}
        rows={rows}
        best={best?.run}
        brushes={brushes}
        onBrush={(axis, brush) => setBrushes((before) => changed(before, axis, brush))}
        highlighted={highlighted}
        onHighlight={setHighlighted}
      />
      <Brushes
        axes={axes}
        brushes={brushes}
        onBrush={(axis, brush) => setBrushes((before) => changed(before, axis, brush))}
      />
      <SweepTable
        rows={sorted(within, order.by, order.isDown)}
        columns={[...parameters, ...(by === null ? [] : [by]), ...metrics.filter((name) => name !== by).slice(0, 3)]}
        order={order}
        onOrder={(column) => setOrder({ by: column, isDown: order.by === column && !order.isDown })}
        best={best?.run}
        highlighted={highlighted}
        onHighlight={setHighlighted}
      />
      <Suspense>
        {fork !== null && (
          <RunDialog
            request={{ run: fork }}
            onClose={() => setFork(null)}
            onStarted={(begun) => navigate(`/runs/${part(begun.run)}`)}
          />
        )}
      </Suspense>
    </main>
  );
}

/** The sweep as it is now: read again when one of its runs gets on. */
function useSweep(run: string) {
  useStream();
  useEffect(() => {
    const read = throttled(() => void queries.invalidateQueries({ queryKey: ["sweep", run] }), 500);
    const stop = [
      listen(
        "run",
        (event) => (event.run === run || event.parent === run) && String(event.event).startsWith("run-") && read.ask(),
      ),
      listen("gap", read.ask),
      read.stop,
    ];
    return () => {
      for (const end of stop) {
        end();
      }
    };
  }, [run]);
  return useQuery({ queryKey: ["sweep", run], queryFn: ({ signal }) => readSweep(run, signal), staleTime: 0 });
}

function changed(brushes: Readonly<Record<string, Brush>>, axis: string, brush: Brush | undefined) {
  const { [axis]: _, ...rest } = brushes;
  return brush === undefined ? rest : { ...rest, [axis]: brush };
}

/** A value as it stands in a CSV file. */
const plain = (value: Json | undefined) => (typeof value === "object" && value !== null ? writeJson(value) : value);

interface TableProps {
  rows: readonly SweepRow[];
  columns: readonly string[];
  order: { by: string; isDown: boolean };
  onOrder: (column: string) => void;
  best?: string | null;
  highlighted: string | null;
  onHighlight: (run: string | null) => void;
}

function SweepTable({ rows, columns, order, onOrder, best, highlighted, onHighlight }: TableProps) {
  const head = (name: string, label: string) => (
    <th
      key={name}
      scope="col"
      aria-sort={order.by === name ? (order.isDown ? "descending" : "ascending") : undefined}
      className="number"
    >
      <button type="button" className="sort" onClick={() => onOrder(name)}>
        {label}
        <span aria-hidden="true">{order.by === name ? (order.isDown ? " ↓" : " ↑") : ""}</span>
      </button>
    </th>
  );
  return (
    <div className="table-scroll">
      <table className="plain dense sweep-table">
        <thead>
          <tr>
            {head("rank", "Rank")}
            {columns.map((name) => head(name, name))}
            {head("state", "State")}
            <th scope="col">Run</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr
              key={`${row.run} ${writeJson(row.values)}`}
              className={`${row.run !== null && row.run === best ? "row-best" : ""} ${row.run !== null && row.run === highlighted ? "row-up" : ""}`}
              onPointerEnter={() => onHighlight(row.run)}
              onPointerLeave={() => onHighlight(null)}
            >
              <td className="number">
                {row.rank ?? "–"}
                {row.run !== null && row.run === best && <span className="best">best</span>}
              </td>
              {columns.map((name) => {
                const value = valueAt(row, name);
                return (
                  <td key={name} className="number">
                    {typeof value === "number" || value === null || value === undefined ? figure(value) : nameOf(value)}
                  </td>
                );
              })}
              <td>
                <StateTag state={row.state} />
              </td>
              <td>{row.run && <Link to={`/runs/${part(row.run)}`}>{row.run}</Link>}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
