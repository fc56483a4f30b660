import { useVirtualizer } from "@tanstack/react-virtual";
import { memo, useEffect, useMemo, useRef } from "react";
import { Link } from "react-router";
import { part } from "../api/client";
import type { RunItem } from "../api/runs";
import { figure, instant, took } from "../running/times";
import { useClock } from "../running/useRun";
import { BegunBy } from "../schedules/BegunBy";
import { StateTag } from "./StateTag";

const rowHeight = 34;

interface RowsProps {
  runs: readonly RunItem[];
  metric: string;
  picked: readonly string[];
  onPick: (run: string, isPicked: boolean) => void;
  onEnd: () => void;
}

/** The list; only the rows in sight are in the page. */
export function RunRows({ runs, metric, picked, onPick, onEnd }: RowsProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const clock = useClock(useMemo(() => runs.some((run) => run.state === "running"), [runs]));
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
            <Row
              key={run.run}
              run={run}
              index={item.index}
              top={item.start}
              metric={metric}
              isPicked={picked.includes(run.run)}
              onPick={onPick}
              now={run.state === "running" ? clock : 0}
            />
          ) : null;
        })}
      </div>
    </div>
  );
}

interface RowProps {
  run: RunItem;
  index: number;
  top: number;
  metric: string;
  isPicked: boolean;
  onPick: (run: string, isPicked: boolean) => void;
  /** For a run that goes on. */
  now: number;
}

// While one scrolls, only the rows that come into sight are made.
const Row = memo(({ run, index, top, metric, isPicked, onPick, now }: RowProps) => (
  <div
    role="row"
    aria-rowindex={index + 2}
    className="run-row virtual-row"
    style={{ transform: `translateY(${top}px)` }}
  >
    <span role="cell">
      <input
        type="checkbox"
        aria-label={`Pick run ${run.run}`}
        checked={isPicked}
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
      {took(run, now) ?? "–"}
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
));
