import type { ColumnOfCheckpoint, ColumnStatistics } from "./documents";
import { MiniHistogram } from "./MiniHistogram";
import type { Order } from "./names";
import { range, share } from "./words";

/** The head of a column: its name sorts, and below stand its type, how much of it is missing, and how its values are spread. */
export function ColumnHeader({
  column,
  statistics,
  rows,
  order,
  onSort,
  onOpen,
}: {
  column: ColumnOfCheckpoint;
  statistics: ColumnStatistics | undefined;
  rows: number;
  order: Order | null;
  onSort: () => void;
  onOpen: () => void;
}) {
  const sorted = order?.column === column.name ? order : null;
  return (
    <>
      <span className="grid-head-top">
        <button type="button" tabIndex={-1} className="grid-sort" title={`Sort by ${column.name}`} onClick={onSort}>
          <span className="grid-name">{column.name}</span>
          <span aria-hidden="true">{sorted === null ? "" : sorted.descending ? " ▾" : " ▴"}</span>
        </button>
        <button
          type="button"
          tabIndex={-1}
          className="grid-more"
          aria-label={`Statistics of ${column.name}`}
          title="Statistics"
          onClick={onOpen}
        >
          ⋯
        </button>
      </span>
      <span className="grid-facts">
        {column.type}
        {column.nullable && !statistics && " · nullable"}
        {statistics && (column.nullable || !statistics.nan) && ` · ${share(statistics.nulls, rows)} null`}
        {statistics?.nan ? ` · ${share(statistics.nan, statistics.rows)} NaN` : ""}
      </span>
      {statistics ? (
        <>
          <MiniHistogram column={statistics} />
          <span className="grid-facts" title={statistics.exact ? undefined : "From a sample of the rows"}>
            {statistics.exact ? "" : "≈ "}
            {range(statistics)}
          </span>
        </>
      ) : (
        <span className="grid-waiting" aria-hidden="true" />
      )}
    </>
  );
}
