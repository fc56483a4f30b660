import type { SweepRow, Varied } from "../api/runs";
import type { Json } from "../document/json";
import { writeJson } from "../document/jsonText";
import { valueOf } from "../running/requests";

/** A line of the parallel coordinates: something that each run has one of. */
export interface Axis {
  name: string;
  /** The ends, where the values are numbers. */
  range?: { low: number; high: number; log: boolean };
  /** The values in order, where they are not. */
  values?: Json[];
}

/** What is wanted of an axis: numbers from, to; or some of its values. */
export type Brush = { low: number; high: number } | { values: readonly string[] };

export const nameOf = (value: Json | undefined): string =>
  typeof value === "string" ? value : writeJson(value ?? null);

/** The value that a run has on an axis. */
export const valueAt = (row: SweepRow, axis: string): Json | undefined =>
  Object.hasOwn(row.values, axis) ? row.values[axis] : Object.hasOwn(row.metrics, axis) ? row.metrics[axis] : undefined;

/** The axis of a name over all runs. Numbers that span more than a factor of 100 stand on a logarithmic line. */
export function axisOf(name: string, rows: readonly SweepRow[]): Axis {
  const values = rows.map((row) => valueAt(row, name)).filter((value) => value !== undefined && value !== null);
  const numbers = values.filter((value) => typeof value === "number");
  if (numbers.length === values.length && numbers.length > 0) {
    const [low, high] = [Math.min(...numbers), Math.max(...numbers)];
    return { name, range: { low, high, log: low > 0 && high / low >= 100 } };
  }
  const distinct = [...new Map(values.map((value) => [nameOf(value), value])).values()];
  return { name, values: distinct as Json[] };
}

/** Where a value stands on its axis: 0 at the bottom, 1 at the top; undefined where it has none. */
export function shareOf(axis: Axis, value: Json | undefined): number | undefined {
  if (axis.range && typeof value === "number") {
    const { low, high, log } = axis.range;
    const scale = (number: number) => (log ? Math.log(number) : number);
    return high === low ? 0.5 : (scale(value) - scale(low)) / (scale(high) - scale(low));
  }
  const at = axis.values?.findIndex((one) => nameOf(one) === nameOf(value)) ?? -1;
  return at < 0 || !axis.values ? undefined : axis.values.length === 1 ? 0.5 : at / (axis.values.length - 1);
}

/** The value at a place of an axis: for a brush that is drawn. */
export function valueOfShare(axis: Axis, share: number): number {
  const { low, high, log } = axis.range ?? { low: 0, high: 1, log: false };
  return log ? low * (high / low) ** share : low + (high - low) * share;
}

/** Whether a run is within all brushes. */
export function isWithin(row: SweepRow, brushes: Readonly<Record<string, Brush>>): boolean {
  return Object.entries(brushes).every(([name, brush]) => {
    const value = valueAt(row, name);
    return "values" in brush
      ? brush.values.includes(nameOf(value))
      : typeof value === "number" && value >= brush.low && value <= brush.high;
  });
}

/** Runs in the order of something that they have; those without it last. */
export function sorted(rows: readonly SweepRow[], by: string, isDown: boolean): SweepRow[] {
  const read = (row: SweepRow) => (by === "rank" ? row.rank : by === "state" ? row.state : valueAt(row, by));
  return [...rows].sort((a, b) => {
    const [one, other] = [read(a), read(b)];
    if (one === null || one === undefined || other === null || other === undefined) {
      return Number(one === null || one === undefined) - Number(other === null || other === undefined);
    }
    const order =
      typeof one === "number" && typeof other === "number"
        ? one - other
        : nameOf(one) < nameOf(other)
          ? -1
          : nameOf(one) > nameOf(other)
            ? 1
            : 0;
    return isDown ? -order : order;
  });
}

/** The values of a range or list as the server makes them: numbers of ten digits, whole ones as such. */
export function valuesOf(varied: Varied): readonly Json[] {
  if (Array.isArray(varied)) {
    return varied;
  }
  const { from, to, steps, log } = varied as { from: number; to: number; steps: number; log?: boolean };
  return Array.from({ length: steps }, (_, index) => {
    const share = index / (steps - 1);
    return Number((log ? from * (to / from) ** share : from + (to - from) * share).toPrecision(10));
  });
}

// More runs than this are no sweep that anybody waits for.
const most = 10_000;

// What stands between commas; a comma in quotes separates nothing.
const item = /(?:"(?:\\.|[^"\\])*"|[^,])+/g;

/** What is typed as values: `1, 2, 3`, `a, b`, or JSON; a range as `0.01..10 in 5` with `log` behind it. Undefined where it is none. */
export function variedOf(text: string): Varied | undefined {
  const range = /^\s*(\S+?)\s*\.\.\s*(\S+)\s+in\s+(\d+)(\s+log)?\s*$/.exec(text);
  if (range) {
    const [from, to, steps] = [Number(range[1]), Number(range[2]), Number(range[3])];
    const isRight =
      Number.isFinite(from) &&
      Number.isFinite(to) &&
      steps >= 2 &&
      steps <= most &&
      (!range[4] || (from > 0 && to > 0));
    return isRight ? { from, to, steps, ...(range[4] && { log: true }) } : undefined;
  }
  const whole = valueOf(`[${text}]`);
  const values = Array.isArray(whole)
    ? (whole as Json[])
    : (text.match(item) ?? [])
        .map((word) => word.trim())
        .filter(Boolean)
        .map(valueOf);
  return values.length === 0 ? undefined : values;
}
