import type { ShownColumn } from "./context";

const signs: Record<string, string> = {
  string: "Aa",
  bool: "01",
  int32: "12",
  int64: "12",
  float32: "1.5",
  float64: "1.5",
  date: "D",
  timestamp: "DT",
};

/** The type of a column as a sign; in words for those who do not see it. */
export function TypeIcon({ type }: { type: string }) {
  return (
    <span className={`type-icon type-${type}`} title={type}>
      <span aria-hidden="true">{signs[type] ?? "?"}</span>
      <span className="visually-hidden">{type} </span>
    </span>
  );
}

/** What there is to say of a column beyond its name. */
export function columnRemark(column: ShownColumn): string {
  return [column.type, column.nullable ? "nulls" : "", column.certain ? "" : "uncertain"].filter(Boolean).join(", ");
}
