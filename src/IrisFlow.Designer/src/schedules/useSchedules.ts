import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { listen } from "../api/events";
import { queries } from "../api/queries";
import { listSchedules, listTicks, readSchedule } from "../api/schedules";
import { throttled, useStream } from "../running/useRun";

// A tick may have come while nobody looked: what is shown first is asked again at once.
const staleTime = 0;

/** All schedules of the workspace, as they are now. */
export function useSchedules() {
  useLive();
  return useQuery({ queryKey: ["schedules"], queryFn: ({ signal }) => listSchedules(signal), staleTime });
}

/** The schedule of a workflow, as it is now. */
export function useSchedule(workflow: string) {
  useLive();
  return useQuery({
    queryKey: ["schedules", workflow],
    queryFn: ({ signal }) => readSchedule(workflow, signal),
    staleTime,
  });
}

/** What became of the ticks of a schedule, page by page. */
export function useTicks(workflow: string) {
  return useInfiniteQuery({
    queryKey: ["schedules", workflow, "ticks"],
    queryFn: ({ pageParam, signal }) => listTicks(workflow, pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    staleTime,
  });
}

/** Asks again when a schedule changes (the stream itself says so) and when a run begins or ends. */
function useLive(): void {
  useStream();
  useEffect(() => {
    const again = throttled(() => void queries.invalidateQueries({ queryKey: ["schedules"] }), 500);
    const stop = [
      listen("run", (event) => String(event.event).startsWith("run-") && event.parent === undefined && again.ask()),
      again.stop,
    ];
    return () => {
      for (const end of stop) {
        end();
      }
    };
  }, []);
}
