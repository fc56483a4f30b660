import { useState } from "react";
import type { Cell } from "./documents";
import { Plot } from "./Plot";

const size = 300;
const margin = 44;

// As many as there are colours and dashes.
const most = 6;

export interface Curve {
  name: string;
  points: { x: number; y: number; row: Cell[] }[];
}

/** Curves between 0 and 1 both ways. Classes differ in colour and in the dashes of their lines; of more than there are of these some are chosen. */
export function CurvePlot({
  title,
  file,
  x,
  y,
  columns,
  curves,
  diagonal,
}: {
  title: string;
  file: string;
  x: string;
  y: string;
  columns: string[];
  curves: Curve[];
  diagonal: boolean;
}) {
  const across = (value: number) => margin + value * size;
  const up = (value: number) => margin / 2 + (1 - value) * size;
  const [shown, setShown] = useState<readonly number[]>([0, 1, 2, 3, 4, 5]);
  const lineOf = (index: number) => shown.indexOf(index);
  const toggle = (index: number) =>
    setShown((before) => {
      const free = before.indexOf(-1);
      const at = before.includes(index) ? before.indexOf(index) : free < 0 ? most - 1 : free;
      return before.with(at, before.includes(index) ? -1 : index);
    });
  const ticks = [0, 0.25, 0.5, 0.75, 1];
  return (
    <Plot title={title} file={file} columns={columns} rows={curves.flatMap((c) => c.points.map((p) => p.row))}>
      <svg
        className="chart chart-square"
        viewBox={`0 0 ${size + margin + 12} ${size + margin + 24}`}
        aria-hidden="true"
      >
        {ticks.map((tick) => (
          <g key={tick}>
            <line className="chart-grid" x1={across(tick)} x2={across(tick)} y1={up(0)} y2={up(1)} />
            <line className="chart-grid" x1={across(0)} x2={across(1)} y1={up(tick)} y2={up(tick)} />
            <text className="chart-text chart-middle" x={across(tick)} y={up(0) + 13}>
              {tick}
            </text>
            <text className="chart-text chart-end" x={across(0) - 4} y={up(tick) + 4}>
              {tick}
            </text>
          </g>
        ))}
        {diagonal && <line className="chart-diagonal" x1={across(0)} y1={up(0)} x2={across(1)} y2={up(1)} />}
        {curves.map(
          (curve, i) =>
            lineOf(i) >= 0 && (
              <polyline
                key={i}
                className={`chart-line chart-line-${lineOf(i)}`}
                points={curve.points
                  .filter((p) => Number.isFinite(p.x) && Number.isFinite(p.y))
                  .map((p) => `${across(p.x).toFixed(2)},${up(p.y).toFixed(2)}`)
                  .join(" ")}
              />
            ),
        )}
        <text className="chart-text chart-middle" x={across(0.5)} y={up(0) + 28}>
          {x}
        </text>
        <text className="chart-text chart-middle" transform={`translate(11 ${up(0.5)}) rotate(-90)`}>
          {y}
        </text>
      </svg>
      <ul className="legend">
        {curves.map((curve, i) => (
          <li key={i}>
            <svg width="26" height="8" viewBox="0 0 26 8" aria-hidden="true">
              {lineOf(i) >= 0 && <line className={`chart-line chart-line-${lineOf(i)}`} x1="0" x2="26" y1="4" y2="4" />}
            </svg>
            {curves.length <= most ? (
              curve.name
            ) : (
              <button type="button" className="quiet" aria-pressed={lineOf(i) >= 0} onClick={() => toggle(i)}>
                {curve.name}
              </button>
            )}
          </li>
        ))}
      </ul>
    </Plot>
  );
}
