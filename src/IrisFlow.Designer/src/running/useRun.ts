import { type UseQueryResult, useQuery } from "@tanstack/react-query";
import { useEffect, useReducer, useRef, useState } from "react";
import { connect, type EventData, listen, useConnection } from "../api/events";
import { queries } from "../api/queries";
import { type RunDocument, readRun } from "../api/runs";
import { heard, moved, type RunNow, replayed } from "./progress";

export const runKey = (run: string) => ["run-document", run];

/** The stream of events, for as long as the component is there. */
export function useStream(): void {
  useEffect(connect, []);
}

/** Calls at most once in a while, and once more after the last time it was asked to. */
export function throttled(what: () => void, pause: number): { ask: () => void; stop: () => void } {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return {
    ask: () => {
      timer ??= setTimeout(() => {
        timer = undefined;
        what();
      }, pause);
    },
    stop: () => clearTimeout(timer),
  };
}

// What happened while the document was on its way is heard again on top of it.
const remembered = 500;

/** A run as it is now: its document, and what the stream tells since it was read. */
export function useRun(run: string | undefined): {
  now?: RunNow;
  document?: RunDocument;
  query: UseQueryResult<RunDocument>;
} {
  const query = useQuery({
    queryKey: runKey(run ?? ""),
    queryFn: ({ signal }) => readRun(run ?? "", signal),
    enabled: run !== undefined,
  });
  const document = run === undefined ? undefined : query.data;
  const [now, setNow] = useState<RunNow>();
  const recent = useRef<EventData[]>([]);
  useStream();

  useEffect(() => {
    setNow(document && replayed(document, recent.current));
  }, [document]);

  useEffect(() => {
    if (run === undefined) {
      return;
    }
    recent.current = [];
    const read = throttled(() => void queries.invalidateQueries({ queryKey: runKey(run) }), 400);
    const stop = [
      listen("run", (event) => {
        if (event.run === run) {
          recent.current = [...recent.current.slice(1 - remembered), event];
          setNow((before) => before && heard(before, event));
          read.ask();
        }
      }),
      listen("progress", (event) => setNow((before) => before && moved(before, event))),
      listen("gap", read.ask),
      // Between reading the document and the stream's first word something may have happened.
      useConnection.subscribe((after, before) => after.state === "open" && before.state !== "open" && read.ask()),
      read.stop,
    ];
    return () => {
      for (const end of stop) {
        end();
      }
    };
  }, [run]);

  return { now: now?.run === run ? now : undefined, document, query };
}

/** The present moment, anew every so often while it matters. */
export function useClock(isRunning: boolean, pause = 1000): number {
  const [, tick] = useReducer((count: number) => count + 1, 0);
  useEffect(() => {
    if (isRunning) {
      const timer = setInterval(tick, pause);
      return () => clearInterval(timer);
    }
  }, [isRunning, pause]);
  return Date.now();
}
