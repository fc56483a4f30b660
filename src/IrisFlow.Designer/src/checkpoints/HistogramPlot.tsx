import type { Histogram } from "./documents";
import { Plot } from "./Plot";
import { figure } from "./words";

const width = 300;
const height = 120;

/** The spread of a column, large. */
export function HistogramPlot({ name, histogram }: { name: string; histogram: Histogram }) {
  const most = Math.max(1, ...histogram.counts);
  const step = width / Math.max(1, histogram.counts.length);
  const rows = histogram.counts.map((value, i) => [histogram.edges[i] ?? null, histogram.edges[i + 1] ?? null, value]);
  return (
    <Plot
      level={3}
      title={`Histogram of ${name}`}
      file={`histogram-${name}`}
      columns={["from", "to", "count"]}
      rows={rows}
    >
      <svg className="chart" viewBox={`0 0 ${width} ${height + 16}`} aria-hidden="true">
        {histogram.counts.map((value, i) => {
          const tall = value === 0 ? 0 : Math.max(1, (value / most) * height);
          return (
            <rect
              key={i}
              className="chart-bar"
              x={i * step}
              y={height - tall}
              width={Math.max(0.5, step - 1)}
              height={tall}
            >
              <title>{`${figure(histogram.edges[i])} … ${figure(histogram.edges[i + 1])}: ${figure(value)}`}</title>
            </rect>
          );
        })}
        <line className="chart-axis" x1="0" x2={width} y1={height} y2={height} />
        <text className="chart-text" x="0" y={height + 13}>
          {figure(histogram.edges[0])}
        </text>
        <text className="chart-text chart-end" x={width} y={height + 13}>
          {figure(histogram.edges.at(-1))}
        </text>
      </svg>
    </Plot>
  );
}
