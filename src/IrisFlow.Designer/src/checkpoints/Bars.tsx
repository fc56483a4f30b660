import type { Cell } from "./documents";
import { Plot } from "./Plot";
import { count, figure } from "./words";

export interface Bar {
  label: string;
  value: number;
  row: Cell[];
}

/** Bars beside their names, to the left of the middle where a value is negative. */
export function Bars({
  title,
  file,
  columns,
  bars,
  level = 3,
}: {
  title: string;
  file: string;
  columns: string[];
  bars: Bar[];
  level?: 2 | 3;
}) {
  // A value that is no number has no bar, and leaves the others theirs.
  const sizes = bars.map((bar) => (Number.isFinite(bar.value) ? Math.abs(bar.value) : 0));
  const most = sizes.reduce((a, b) => Math.max(a, b), Number.MIN_VALUE);
  const hasNegative = bars.some((b) => b.value < 0);
  return (
    <Plot level={level} title={title} file={file} columns={columns} rows={bars.map((b) => b.row)}>
      <div className="bars" aria-hidden="true">
        {bars.slice(0, 60).map((bar, i) => {
          const share = ((sizes[i] ?? 0) / most) * (hasNegative ? 50 : 100);
          return (
            <div key={i} className="bars-row">
              <span className="bars-label" title={bar.label}>
                {bar.label}
              </span>
              <span className="bars-track">
                <span
                  className={bar.value < 0 ? "bars-bar bars-negative" : "bars-bar"}
                  style={{ width: `${share}%`, marginLeft: hasNegative ? `${bar.value < 0 ? 50 - share : 50}%` : 0 }}
                />
              </span>
              <span className="bars-value">{Number.isFinite(bar.value) ? figure(bar.value) : String(bar.value)}</span>
            </div>
          );
        })}
        {bars.length > 60 && <p className="soft">The first 60 of {count(bars.length)}; all are in the table.</p>}
      </div>
    </Plot>
  );
}
