import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useEffect, useMemo, useState } from "react";
import { type EventData, listen } from "../api/events";
import { queries } from "../api/queries";
import { listRuns, type RunState } from "../api/runs";
import { throttled, useStream } from "../running/useRun";
import { type Ends, type Filter, headLength, isApart, merged, queryOf } from "./list";

const states = new Set(["succeeded", "failed", "cancelled", "interrupted"]);

/** The runs that are wanted, page by page as they are looked at; the newest are asked for again when something begins or ends. */
export function useRunList(filter: Filter) {
  useStream();
  const key = Object.values(filter);
  const query = useInfiniteQuery({
    queryKey: ["run-list", ...key],
    queryFn: ({ pageParam, signal }) =>
      listRuns(
        { ...queryOf(filter, Date.now()), limit: "200", ...(pageParam !== null && { after: pageParam }) },
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    // What was read stays: asked anew, a long list would be read page by page from its beginning.
    staleTime: Number.POSITIVE_INFINITY,
  });
  const head = useQuery({
    queryKey: ["run-list-head", ...key],
    queryFn: ({ signal }) => listRuns({ ...queryOf(filter, Date.now()), limit: String(headLength) }, signal),
    staleTime: 0,
  });
  const ends = useEnds();
  const pages = useMemo(() => query.data?.pages.flatMap((page) => page.items) ?? [], [query.data]);
  const newest = head.data?.items;
  const hasHole = newest !== undefined && isApart(newest, pages);
  const name = key.join(" ");
  useEffect(() => {
    if (hasHole) {
      void queries.resetQueries({ queryKey: ["run-list", ...key] });
    }
  }, [hasHole, name]);
  const runs = useMemo(() => merged(newest ?? [], pages, filter.state, ends), [newest, pages, filter.state, ends]);
  const { hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage } = query;
  const more = () => {
    if (hasNextPage && !isFetchingNextPage && !isFetchNextPageError) {
      void fetchNextPage();
    }
  };
  return { runs, query, more };
}

/** How runs ended while the list was open: one far down in it is asked for again by nobody. */
function useEnds(): Ends {
  const [ends, setEnds] = useState<Ends>({});
  useEffect(() => {
    const again = throttled(() => void queries.invalidateQueries({ queryKey: ["run-list-head"] }), 1000);
    const hear = ({ run, event, parent, at }: EventData) => {
      const name = String(event);
      if (!name.startsWith("run-") || parent !== undefined) {
        return;
      }
      again.ask();
      const state = name.slice(4) as RunState;
      if (states.has(state) && typeof at === "string") {
        setEnds((before) => ({ ...before, [String(run)]: { state, finishedAt: at } }));
      }
    };
    const stop = [listen("run", hear), listen("gap", again.ask), again.stop];
    return () => {
      for (const end of stop) {
        end();
      }
    };
  }, []);
  return ends;
}
