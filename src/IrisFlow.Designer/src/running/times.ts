/** A length of time in words that fit into a table: `0.8 s`, `2 min 5 s`. */
export function duration(milliseconds: number): string {
  if (milliseconds < 1) {
    return "< 1 ms";
  }
  // What is rounded up to the next unit is said in that unit.
  if (Math.round(milliseconds) < 1000) {
    return `${Math.round(milliseconds)} ms`;
  }
  const seconds = Math.round(milliseconds / 1000);
  if (seconds < 60) {
    return milliseconds < 9_950 ? `${(milliseconds / 1000).toFixed(1)} s` : `${seconds} s`;
  }
  const [minutes, rest] = [Math.floor(seconds / 60), seconds % 60];
  return minutes < 60
    ? `${minutes} min${rest > 0 ? ` ${rest} s` : ""}`
    : `${Math.floor(minutes / 60)} h${minutes % 60 > 0 ? ` ${minutes % 60} min` : ""}`;
}

/** How long ago something was, in its largest unit: `2 min`. */
export function age(at: string, now: number): string {
  const seconds = Math.max(0, (now - Date.parse(at)) / 1000);
  const { unit, size } = units.find(({ size, least }) => seconds >= size * least) ?? { unit: "s", size: 1 };
  return `${Math.floor(seconds / size)} ${unit}`;
}

// From how many on a unit is used: 30 hours say more than a day does.
const units = [
  { unit: "months", size: 30 * 86_400, least: 2 },
  { unit: "days", size: 86_400, least: 2 },
  { unit: "h", size: 3600, least: 1 },
  { unit: "min", size: 60, least: 1 },
];

const shown = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "medium" });

/** An instant in the reader's own zone. */
export const instant = (at: string): string => shown.format(new Date(at));

const precise = new Intl.DateTimeFormat(undefined, {
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
  fractionalSecondDigits: 3,
  hour12: false,
});

/** The time of day of an instant, to the millisecond. */
export const clock = (at: string): string => precise.format(new Date(at));

/** How long a run took, or takes until now; where its process went away, nobody knows when. */
export const took = (
  run: { state: string; startedAt: string; finishedAt: string | null },
  now: number,
): string | undefined =>
  run.finishedAt === null && run.state !== "running"
    ? undefined
    : duration((run.finishedAt === null ? now : Date.parse(run.finishedAt)) - Date.parse(run.startedAt));

/** A figure as a table shows it: six digits at most, none where there is none. */
export function figure(value: number | null | undefined): string {
  return value === null || value === undefined
    ? "–"
    : Number.isInteger(value)
      ? value.toLocaleString("en")
      : String(Number(value.toPrecision(6)));
}

/** Bytes in the unit that fits. */
export function bytes(count: number): string {
  const unit = count < 1024 ? 0 : Math.min(4, Math.floor(Math.log2(count) / 10));
  const value = count / 1024 ** unit;
  return `${unit === 0 || value >= 10 ? Math.round(value) : value.toFixed(1)} ${["B", "KiB", "MiB", "GiB", "TiB"][unit]}`;
}
