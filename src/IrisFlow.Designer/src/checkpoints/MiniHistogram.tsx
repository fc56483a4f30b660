import type { ColumnStatistics } from "./documents";

const width = 120;
const height = 22;

/** The spread of a column as a small picture; its words are beside it, and its numbers in the panel of the column. */
export function MiniHistogram({ column }: { column: ColumnStatistics }) {
  const counts = column.histogram?.counts ?? column.top?.map((t) => t.count) ?? [];
  const most = Math.max(1, ...counts);
  const step = width / Math.max(1, counts.length);
  return (
    <svg
      className={column.histogram ? "mini" : "mini mini-top"}
      width="100%"
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      {counts.map((value, i) => {
        const tall = value === 0 ? 0 : Math.max(1, (value / most) * height);
        return <rect key={i} x={i * step} y={height - tall} width={Math.max(0.5, step - 1)} height={tall} />;
      })}
    </svg>
  );
}
