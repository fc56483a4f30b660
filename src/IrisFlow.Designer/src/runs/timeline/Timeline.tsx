import { useId, useState } from "react";
import type { RunDocument } from "../../api/runs";
import { useChosen } from "../../app/useChosen";
import { age, duration, instant } from "../../running/times";
import { useClock } from "../../running/useRun";
import { SaveCsv } from "../../tables/SaveCsv";
import { useExpected } from "./expected";
import { type Bar, type Chart, chartOf, type Mode, ticksOf } from "./layout";
import "./timeline.css";

const modes: [Mode, string, string][] = [
  ["timed", "Timed", "Where the clock says"],
  ["waterfall", "Waterfall", "Each where what it reads ends, without the waiting"],
  ["flat", "Flat", "All from the left: what took how long"],
];

const rowHeight = 26;
const left = 168;
const width = 1120;
const top = 22;

/** When each step was worked on: every try a box of its own, what was reused hatched, what is to come dotted. */
export function Timeline({ run }: { run: RunDocument }) {
  const [parameters, choose] = useChosen();
  const mode = modes.find(([name]) => name === parameters.get("mode"))?.[0] ?? "timed";
  const [words, setWords] = useState("");
  const now = useClock(run.state === "running", run.steps.length > 100 ? 1000 : 250);
  const chart = chartOf(run, mode, now, useExpected(run));
  const rows = chart.rows.filter((row) => row.step.toLowerCase().includes(words.trim().toLowerCase()));
  const steps = useId();
  return (
    <section aria-label="Timeline">
      <div className="timeline-tools">
        <div className="segments" role="group" aria-label="How the boxes stand">
          {modes.map(([name, label, hint]) => (
            <button
              key={name}
              type="button"
              aria-pressed={mode === name}
              title={hint}
              onClick={() => choose("mode", name === "timed" ? "" : name)}
            >
              {label}
            </button>
          ))}
        </div>
        <input
          type="search"
          aria-label="Only steps whose name holds"
          placeholder="Filter steps"
          list={steps}
          value={words}
          onChange={(event) => setWords(event.target.value)}
        />
        <datalist id={steps}>
          {chart.rows.map((row) => (
            <option key={row.step} value={row.step} />
          ))}
        </datalist>
        <SaveCsv
          title="the times"
          file={`${run.run}-times`}
          columns={["step", "what", "try", "began", "ended", "milliseconds", "error"]}
          rows={() =>
            rows.flatMap((row) =>
              row.bars.map((bar) => [
                bar.step,
                bar.kind === "attempt" ? bar.state : bar.kind,
                bar.attempt,
                bar.startedAt ?? bar.madeAt,
                bar.finishedAt,
                bar.kind === "attempt" ? Math.round(bar.to - bar.from) : undefined,
                bar.error,
              ]),
            )
          }
        />
        <ul className="timeline-legend" aria-label="Signs">
          {["succeeded", "reused", "running", "failed", "coming"].map((kind) => (
            <li key={kind}>
              <svg width="18" height="12" aria-hidden="true">
                <rect className={`bar bar-${kind}`} x="1" y="1" width="16" height="10" rx="2" />
              </svg>{" "}
              {kind === "coming" ? "to come" : kind}
            </li>
          ))}
        </ul>
      </div>
      <Drawing chart={{ ...chart, rows }} now={now} />
      <details className="as-table">
        <summary>The same as a table</summary>
        <TimeTable rows={rows.flatMap((row) => row.bars)} now={now} />
      </details>
    </section>
  );
}

function Drawing({ chart, now }: { chart: Chart; now: number }) {
  const height = top + chart.rows.length * rowHeight + 4;
  const x = (at: number) => left + (at / chart.length) * (width - left - 60);
  return (
    <div className="timeline-scroll">
      <svg
        className="timeline"
        viewBox={`0 0 ${width} ${height}`}
        role="img"
        aria-label={`${chart.rows.length} steps over ${duration(chart.length)}; the table below has the same figures`}
      >
        <defs>
          <pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <line className="hatch" x1="0" y1="0" x2="0" y2="6" />
          </pattern>
        </defs>
        {ticksOf(chart.length).map((tick) => (
          <g key={tick}>
            <line className="tick" x1={x(tick)} x2={x(tick)} y1={top - 4} y2={height} />
            <text className="tick-label" x={x(tick)} y={12} textAnchor="middle">
              {tick === 0 ? "0" : duration(tick)}
            </text>
          </g>
        ))}
        {chart.rows.map((row, index) => {
          const y = top + index * rowHeight;
          return (
            <g key={row.step}>
              {index % 2 === 0 && <rect className="row-band" x="0" y={y} width={width} height={rowHeight} />}
              <text className="row-name" x={8} y={y + 17}>
                {row.step.length > 22 ? `${row.step.slice(0, 21)}…` : row.step}
              </text>
              {row.bars.map((bar) => (
                <Box key={`${bar.kind} ${bar.attempt}`} bar={bar} x={x} y={y} now={now} />
              ))}
              {row.bars.slice(-1).map((bar) => (
                // The next try would stand on the words of the one before it; those are said when one points at it.
                <text key="label" className="bar-label" x={Math.max(x(bar.from) + 3, x(bar.to)) + 5} y={y + 17}>
                  {labelOf(bar, now)}
                </text>
              ))}
            </g>
          );
        })}
      </svg>
    </div>
  );
}

function Box({ bar, x, y, now }: { bar: Bar; x: (at: number) => number; y: number; now: number }) {
  const [from, to] = [x(bar.from), Math.max(x(bar.from) + 3, x(bar.to))];
  const look = bar.kind === "attempt" ? bar.state : bar.kind;
  return (
    <g>
      <rect className={`bar bar-${look}`} x={from} y={y + 5} width={to - from} height={rowHeight - 10} rx="3">
        <title>{`${bar.step}: ${wordsOf(bar, now)}`}</title>
      </rect>
      {bar.kind === "reused" && (
        <rect className="bar-hatch" x={from} y={y + 5} width={to - from} height={rowHeight - 10} rx="3" />
      )}
    </g>
  );
}

const labelOf = (bar: Bar, now: number): string =>
  bar.kind === "reused"
    ? bar.madeAt
      ? `${age(bar.madeAt, now)} old`
      : "your data"
    : bar.kind === "coming"
      ? ""
      : duration(bar.to - bar.from);

function wordsOf(bar: Bar, now: number): string {
  switch (bar.kind) {
    case "reused":
      return bar.madeAt ? `reused, made on ${instant(bar.madeAt)}` : "your data in its place";
    case "coming":
      return "to come";
    case "attempt":
      return `try ${bar.attempt}, ${bar.state}, ${duration(bar.finishedAt === null ? now - Date.parse(bar.startedAt ?? "") : bar.to - bar.from)}${bar.error ? `: ${bar.error}` : ""}`;
  }
}

function TimeTable({ rows, now }: { rows: Bar[]; now: number }) {
  return (
    <table className="plain">
      <thead>
        <tr>
          <th scope="col">Step</th>
          <th scope="col">What</th>
          <th scope="col">Try</th>
          <th scope="col">Began</th>
          <th scope="col">Ended</th>
          <th scope="col">Took</th>
          <th scope="col">Error</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((bar) => (
          <tr key={`${bar.step} ${bar.kind} ${bar.attempt}`}>
            <th scope="row">{bar.step}</th>
            <td>
              {bar.kind === "attempt" ? bar.state : bar.kind === "coming" ? "to come" : `reused, ${labelOf(bar, now)}`}
            </td>
            <td>{bar.attempt ?? ""}</td>
            <td>{bar.startedAt ? instant(bar.startedAt) : bar.madeAt ? `made ${instant(bar.madeAt)}` : ""}</td>
            <td>{bar.finishedAt ? instant(bar.finishedAt) : ""}</td>
            <td>{bar.kind === "attempt" ? duration(bar.to - bar.from) : ""}</td>
            <td>{bar.error ?? ""}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
