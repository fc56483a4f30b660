import type { RunItem } from "../api/runs";

/** Which runs are wanted, as the address of the page says. */
export interface Filter {
  workflow: string;
  state: string;
  time: string;
}

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
});

/** The filter as the server takes it. */
export function queryOf({ workflow, state, time }: Filter, now: number): Record<string, string> {
  const span = Object.hasOwn(spans, time) ? spans[time] : undefined;
  return {
    ...(workflow !== "" && { workflow }),
    ...(state !== "" && { state }),
    ...(span && { since: new Date(now - span.hours * 3_600_000).toISOString() }),
  };
}

/** Pages that were read at different times as one list: what is newer holds, each run stands once, the newest first. */
export function merged(head: readonly RunItem[], pages: readonly RunItem[], state: string): RunItem[] {
  const newer = new Map(head.map((run) => [run.run, run]));
  const oldest = head.at(-1)?.run ?? "";
  const isComplete = head.length < 50;
  // A run that the newer page should hold and does not, has another state by now than the one that is asked for.
  const rest = pages.filter(
    (run) => !newer.has(run.run) && !(state !== "" && head.length > 0 && (isComplete || run.run >= oldest)),
  );
  return [...head, ...rest].sort((a, b) => (a.run < b.run ? 1 : a.run > b.run ? -1 : 0));
}

/** The metrics that runs have, those that most of them have first. */
export function metricNames(runs: readonly RunItem[]): string[] {
  const counts = new Map<string, number>();
  for (const name of runs.flatMap((run) => Object.keys(run.metrics))) {
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
