import { useColumn } from "./asks";
import { Bars } from "./Bars";
import type { Cell, Checkpoint, ColumnStatistics } from "./documents";
import { Findings } from "./Findings";
import { HistogramPlot } from "./HistogramPlot";
import { count, figure, line, share } from "./words";

/** All that can be said of one column, from every row. */
export function ColumnPanel({
  checkpoint,
  name,
  onClose,
}: {
  checkpoint: Checkpoint;
  name: string;
  onClose: () => void;
}) {
  const asked = useColumn(checkpoint.digest, name);
  const field = checkpoint.columns.find((c) => c.name === name);
  const column = asked.data?.columns[0];
  const facts: [string, string][] = column
    ? [
        ["type", `${column.type}${field?.nullable ? ", may be null" : ""}`],
        ["null", `${count(column.nulls)} (${share(column.nulls, checkpoint.rows)})`],
        ...(column.nan
          ? ([["NaN", `${count(column.nan)} (${share(column.nan, checkpoint.rows)})`]] as [string, string][])
          : []),
        ...(column.distinct === undefined
          ? []
          : ([["different values", count(column.distinct)]] as [string, string][])),
        ["least", bound(column.min)],
        ["greatest", bound(column.max)],
        ...(column.mean === undefined ? [] : ([["mean", figure(column.mean)]] as [string, string][])),
      ]
    : [];
  return (
    <aside className="panel" aria-label={`Column ${name}`}>
      <div className="panel-head">
        <h2>{name}</h2>
        <button type="button" className="quiet" onClick={onClose}>
          Close
        </button>
      </div>
      {asked.isPending && <p role="status">Reading all rows…</p>}
      {asked.error && <Findings error={asked.error} />}
      {column && (
        <>
          <dl className="facts">
            {facts.map(([label, value]) => (
              <div key={label}>
                <dt>{label}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
          {!column.exact && (
            <p className="soft">There are too many different values to count all; those that came first are counted.</p>
          )}
          {column.histogram && <HistogramPlot name={name} histogram={column.histogram} />}
          {column.top && column.top.length > 0 && (
            <Bars
              title={`Most frequent in ${name}`}
              file={`values-${name}`}
              columns={["value", "count"]}
              bars={column.top.map((t) => ({
                label: t.value === "" ? '""' : line(t.value),
                value: t.count,
                row: [t.value, t.count],
              }))}
            />
          )}
          {!column.histogram && !column.top?.length && <p className="soft">{nothingIn(column)}</p>}
        </>
      )}
    </aside>
  );
}

function bound(value: Cell): string {
  return value === null ? "–" : value === "" ? '""' : line(value);
}

function nothingIn(column: ColumnStatistics): string {
  return column.nan || column.min !== null ? "The column holds no finite number." : "The column holds no value.";
}
