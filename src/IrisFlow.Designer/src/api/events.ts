import { create } from "zustand";
import { get } from "./client";
import { queries } from "./queries";
import { join, type News, share } from "./tabs";

/** The types of events of `GET /api/events`. */
export type EventType = "run" | "progress" | "workflow" | "activities" | "schedules" | "gap";

/** What an event tells; `src/docs/api.md` says which members it has. */
export type EventData = Readonly<Record<string, unknown>>;

export type Listener = (data: EventData, id: string) => void;

/** `lost` while the server can't be reached: the browser goes on trying. */
export type ConnectionState = "closed" | "connecting" | "open" | "lost";

interface Connection {
  state: ConnectionState;
}

/** Whether changes of the server arrive at once. */
export const useConnection = create<Connection>()(() => ({ state: "closed" }));

const types: readonly EventType[] = ["run", "progress", "workflow", "activities", "schedules", "gap"];
const listeners = new Map<EventType, Set<Listener>>(types.map((type) => [type, new Set()]));
const pause = 3000;

let source: EventSource | undefined;
let again: ReturnType<typeof setTimeout> | undefined;
let last = "";
let users = 0;
let leave: () => void = () => undefined;

/** Hears of events of a type until the answer is called. All share one stream, also with the browser's other tabs. */
export function listen(type: EventType, listener: Listener): () => void {
  listeners.get(type)?.add(listener);
  return () => listeners.get(type)?.delete(listener);
}

/** Joins the stream, if nobody in this tab did, until the answer is called by all who asked for it. */
export function connect(): () => void {
  users++;
  if (users === 1) {
    leave = join({ open, close, told });
  }
  let done = false;
  return () => {
    if (!done && --users === 0) {
      leave();
      useConnection.setState({ state: "closed" });
    }
    done = true;
  };
}

function open(takesOver = false): void {
  useConnection.setState((before) => ({ state: before.state === "lost" ? "lost" : "connecting" }));
  // The browser itself sends Last-Event-ID when it connects again; only a stream opened anew has to say where the last one ended.
  const stream = new EventSource(last === "" ? "/api/events" : `/api/events?after=${encodeURIComponent(last)}`);
  let hasMissed = takesOver;
  source = stream;
  stream.onopen = () => {
    if (hasMissed || useConnection.getState().state === "lost") {
      // File changes have no number to resume from: what may have been missed is asked again.
      pass({ type: "gap", data: {}, id: "" });
    }
    hasMissed = false;
    pass({ state: "open" });
  };
  stream.onerror = () => {
    pass({ state: "lost" });
    if (stream.readyState === EventSource.CLOSED) {
      // An answer that is no stream ends the browser's own attempts, and does not say which it was: any other call learns that nobody is signed in any more.
      again = setTimeout(open, pause);
      get("/api/session").catch(() => undefined);
    }
  };
  for (const type of types) {
    stream.addEventListener(type, (event) => pass({ type, data: parsed(event.data), id: event.lastEventId }));
  }
}

function close(): void {
  clearTimeout(again);
  source?.close();
}

/** What happened on the stream, to this tab and to those that share it. */
function pass(news: News): void {
  told(news);
  share(news);
}

function told(news: News): void {
  if ("state" in news) {
    useConnection.setState({ state: news.state });
  } else {
    last = news.id || last;
    tell(news.type, news.data, news.id);
  }
}

function tell(type: EventType, data: EventData, id: string): void {
  refresh(type, data);
  for (const listener of listeners.get(type) ?? []) {
    listener(data, id);
  }
}

/** Answers that an event makes old are asked again where they are on screen. */
function refresh(type: EventType, data: EventData): void {
  const keys: Record<Exclude<EventType, "gap">, unknown[][]> = {
    run: [["workflows"], ["runs"], ["workflow", data.workflow, "history"]],
    progress: [],
    workflow: [["workflows"], ["workflow", data.workflow, "history"]],
    activities: [["activities"]],
    schedules: [["schedules"]],
  };
  if (type === "gap") {
    // Not the file of an open workflow: it is being edited, and its saver looks after it. Nor a list that was read page by
    // page: its newest runs are asked for again, and tell whether the rest has to be.
    void queries.invalidateQueries({
      predicate: ({ queryKey }) => !(queryKey[0] === "workflow" && queryKey.length === 2) && queryKey[0] !== "run-list",
    });
  } else {
    for (const queryKey of keys[type]) {
      void queries.invalidateQueries({ queryKey });
    }
  }
}

function parsed(text: unknown): EventData {
  try {
    const data: unknown = JSON.parse(String(text));
    return typeof data === "object" && data !== null ? (data as EventData) : {};
  } catch {
    return {};
  }
}
