import type { Cell } from "./documents";
import { Plot } from "./Plot";

const size = 300;
const margin = 44;

export interface Curve {
  name: string;
  points: { x: number; y: number; row: Cell[] }[];
}

/** Curves between 0 and 1 both ways. Classes differ in colour and in the dashes of their lines. */
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
        {curves.map((curve, i) => (
          <polyline
            key={curve.name}
            className={`chart-line chart-line-${i % 6}`}
            points={curve.points.map((p) => `${across(p.x).toFixed(2)},${up(p.y).toFixed(2)}`).join(" ")}
          />
        ))}
        <text className="chart-text chart-middle" x={across(0.5)} y={up(0) + 28}>
          {x}
        </text>
        <text className="chart-text chart-middle" transform={`translate(11 ${up(0.5)}) rotate(-90)`}>
          {y}
        </text>
      </svg>
      <ul className="legend">
        {curves.map((curve, i) => (
          <li key={curve.name}>
            <svg width="26" height="8" viewBox="0 0 26 8" aria-hidden="true">
              <line className={`chart-line chart-line-${i % 6}`} x1="0" x2="26" y1="4" y2="4" />
            </svg>
            {curve.name}
          </li>
        ))}
      </ul>
    </Plot>
  );
}
