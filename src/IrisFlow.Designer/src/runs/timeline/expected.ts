import { useQuery } from "@tanstack/react-query";
import { isSweep, listRuns, type RunDocument, readRun } from "../../api/runs";
import { runKey } from "../../running/useRun";

/** How long each step took in a run, in milliseconds; where it was reused, when it was made. */
export function costsOf(run: RunDocument): Record<string, number> {
  const made = run.timeline.flatMap(({ step, reusedFrom }) =>
    reusedFrom?.milliseconds === undefined ? [] : [[step, reusedFrom.milliseconds] as const],
  );
  const done = run.steps.flatMap(({ name, state, milliseconds }) =>
    state === "succeeded" ? [[name, milliseconds] as const] : [],
  );
  return Object.fromEntries([...made, ...done]);
}

/** How long the steps of a run that is at work will take, going by the run of the workflow that last succeeded. */
export function useExpected(run: RunDocument): Readonly<Record<string, number>> {
  const isRunning = run.state === "running";
  const before = useQuery({
    queryKey: ["run-before", run.run],
    queryFn: async ({ signal }) =>
      (await listRuns({ workflow: run.workflow, state: "succeeded", limit: "10" }, signal)).items.find(
        (item) => !isSweep(item),
      )?.run ?? null,
    enabled: isRunning,
    staleTime: Number.POSITIVE_INFINITY,
  }).data;
  const document = useQuery({
    queryKey: runKey(before ?? ""),
    queryFn: ({ signal }) => readRun(before ?? "", signal),
    enabled: isRunning && typeof before === "string",
  }).data;
  return document ? costsOf(document) : {};
}
