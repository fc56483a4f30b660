import { useMemo } from "react";
import { useNavigate } from "react-router";
import { part } from "../api/client";
import type { RunItem } from "../api/runs";
import { figure, instant } from "../running/times";
import { SaveCsv } from "../tables/SaveCsv";
import { seriesOf } from "./list";

const [width, height, edge] = [1000, 56, 6];

/** A metric over the runs that are listed, the oldest at the left. The list below has the same figures in its last column. */
export function Sparkline({ runs, metric }: { runs: readonly RunItem[]; metric: string }) {
  const navigate = useNavigate();
  const series = useMemo(() => seriesOf(runs, metric).slice(-500), [runs, metric]);
  const values = series.map((point) => point.value);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  if (series.length < 2) {
    return null;
  }

  const x = (index: number) => edge + (index / (series.length - 1)) * (width - 2 * edge);
  const y = (value: number) =>
    high === low ? height / 2 : edge + ((high - value) / (high - low)) * (height - 2 * edge);
  const last = series.at(-1);
  return (
    <figure className="sparkline">
      <figcaption>
        {metric} over {series.length} runs, from {figure(low)} to {figure(high)}, at last {figure(last?.value)}{" "}
        <SaveCsv
          title={metric}
          file={metric}
          columns={["run", "started", metric]}
          rows={() => series.map((point) => [point.run, point.at, point.value])}
        />
      </figcaption>
      <svg
        viewBox={`0 0 ${width} ${height}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={`${metric} over the runs; the figures are in the list below`}
      >
        <polyline points={series.map((point, index) => `${x(index)},${y(point.value)}`).join(" ")} />
      </svg>
      <div className="sparkline-points" aria-hidden="true">
        {series.map((point, index) => (
          <span
            key={point.run}
            className="sparkline-point"
            style={{ left: `${(x(index) / width) * 100}%`, top: `${(y(point.value) / height) * 100}%` }}
            title={`${figure(point.value)}\n${instant(point.at)}\n${point.run}`}
            onClick={() => navigate(`/runs/${part(point.run)}`)}
          />
        ))}
      </div>
    </figure>
  );
}
