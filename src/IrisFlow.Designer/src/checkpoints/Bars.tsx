import type { Cell } from "./documents";
import { Plot } from "./Plot";
import { figure } from "./words";

export interface Bar {
  label: string;
  value: number;
  row: Cell[];
}

/** Bars beside their names, to the left of the middle where a value is negative. */
export function Bars({ title, file, columns, bars }: { title: string; file: string; columns: string[]; bars: Bar[] }) {
  const most = Math.max(Number.MIN_VALUE, ...bars.map((b) => Math.abs(b.value)));
  const hasNegative = bars.some((b) => b.value < 0);
  return (
    <Plot level={3} title={title} file={file} columns={columns} rows={bars.map((b) => b.row)}>
      <div className="bars" aria-hidden="true">
        {bars.slice(0, 60).map((bar) => {
          const share = (Math.abs(bar.value) / most) * (hasNegative ? 50 : 100);
          return (
            <div key={bar.label} className="bars-row">
              <span className="bars-label" title={bar.label}>
                {bar.label}
              </span>
              <span className="bars-track">
                <span
                  className={bar.value < 0 ? "bars-bar bars-negative" : "bars-bar"}
                  style={{ width: `${share}%`, marginLeft: hasNegative ? `${bar.value < 0 ? 50 - share : 50}%` : 0 }}
                />
              </span>
              <span className="bars-value">{figure(bar.value)}</span>
            </div>
          );
        })}
        {bars.length > 60 && <p className="soft">The first 60 of {bars.length}; all are in the table.</p>}
      </div>
    </Plot>
  );
}
