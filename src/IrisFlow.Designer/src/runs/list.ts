import type { RunItem, RunState } from "../api/runs";

/** Which runs are wanted, as the address of the page says. */
export interface Filter {
  workflow: string;
  state: string;
  time: string;
  /** The last day that counts, as `2027-01-31`: so one jumps to an old run. */
  until: string;
}

/** How many of the newest runs are asked for again when something happens. */
export const headLength = 50;

/** How runs ended, by their ids. */
export type Ends = Readonly<Record<string, { state: RunState; finishedAt: string }>>;

/** How far back one looks. */
export const spans: Readonly<Record<string, { label: string; hours: number }>> = {
  "1h": { label: "last hour", hours: 1 },
  "24h": { label: "last 24 hours", hours: 24 },
  "7d": { label: "last 7 days", hours: 7 * 24 },
  "30d": { label: "last 30 days", hours: 30 * 24 },
};

export const filterIn = (parameters: URLSearchParams): Filter => ({
  workflow: parameters.get("workflow") ?? "",
  state: parameters.get("state") ?? "",
  time: parameters.get("time") ?? "",
  until: dayIn(parameters.get("until") ?? ""),
});

/** The day of an instant, where the reader is. */
export function dayOf(instant: number): string {
  const date = new Date(instant);
  return [date.getFullYear(), date.getMonth() + 1, date.getDate()].map((part) => `${part}`.padStart(2, "0")).join("-");
}

const dayIn = (text: string) =>
  /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00`)) ? text : "";

/** The first instant of the day after. */
function endOf(day: string): string {
  const end = new Date(`${day}T00:00`);
  end.setDate(end.getDate() + 1);
  return end.toISOString();
}

/** The filter as the server takes it. */
export function queryOf({ workflow, state, time, until }: Filter, now: number): Record<string, string> {
  const span = Object.hasOwn(spans, time) ? spans[time] : undefined;
  return {
    ...(workflow !== "" && { workflow }),
    ...(state !== "" && { state }),
    ...(span && { since: new Date(now - span.hours * 3_600_000).toISOString() }),
    ...(until !== "" && { until: endOf(until) }),
  };
}

/** The filter as `irisflow runs` takes it. */
export function wordsOf(filter: Filter, now: number): string[] {
  const { workflow, ...options } = queryOf(filter, now);
  return [
    ...(workflow === undefined ? [] : [workflow]),
    ...Object.entries(options).flatMap(([name, value]) => [`--${name}`, value]),
  ];
}

/** Whether there may be runs between the newest ones and the pages that were read before, which then begin anew. */
export const isApart = (head: readonly RunItem[], pages: readonly RunItem[]): boolean =>
  head.length === headLength && pages[0] !== undefined && (head.at(-1)?.run ?? "") > pages[0].run;

/** Pages that were read at different times as one list: what is newer holds, each run stands once, the newest first. */
export function merged(head: readonly RunItem[], pages: readonly RunItem[], state: string, ends: Ends = {}): RunItem[] {
  const newer = new Map(head.map((run) => [run.run, run]));
  const oldest = head.at(-1)?.run ?? "";
  const isComplete = head.length < headLength;
  // A run that the newer page should hold and does not, has another state by now than the one that is asked for.
  const rest = pages
    .filter((run) => !newer.has(run.run) && !(state !== "" && head.length > 0 && (isComplete || run.run >= oldest)))
    .map((run) => (run.state === "running" ? { ...run, ...ends[run.run] } : run))
    .filter((run) => state === "" || run.state === state);
  return [...head, ...rest].sort((a, b) => (a.run < b.run ? 1 : a.run > b.run ? -1 : 0));
}

/** The metrics that runs have, those that most of them have first, as far as the newest thousand tell. */
export function metricNames(runs: readonly RunItem[]): string[] {
  const counts = new Map<string, number>();
  for (const name of runs.slice(0, 1000).flatMap((run) => Object.keys(run.metrics))) {
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([name]) => name);
}

/** A metric over runs, the oldest first; runs without it are left out. */
export function seriesOf(runs: readonly RunItem[], metric: string): { run: string; at: string; value: number }[] {
  return runs
    .flatMap((run) => {
      const value = Object.hasOwn(run.metrics, metric) ? run.metrics[metric] : undefined;
      return typeof value === "number" ? [{ run: run.run, at: run.startedAt, value }] : [];
    })
    .reverse();
}
