import { create } from "zustand";
import { queries } from "./queries";

/** The types of events of `GET /api/events`. */
export type EventType = "run" | "progress" | "workflow" | "activities" | "gap";

/** What an event tells; `src/docs/api.md` says which members it has. */
export type EventData = Readonly<Record<string, unknown>>;

export type Listener = (data: EventData, id: string) => void;

interface Connection {
  /** `lost` while the server can't be reached: the browser goes on trying. */
  state: "closed" | "connecting" | "open" | "lost";
}

/** Whether changes of the server arrive at once. */
export const useConnection = create<Connection>()(() => ({ state: "closed" }));

const types: readonly EventType[] = ["run", "progress", "workflow", "activities", "gap"];
const listeners = new Map<EventType, Set<Listener>>(types.map((type) => [type, new Set()]));
const pause = 3000;

let source: EventSource | undefined;
let again: ReturnType<typeof setTimeout> | undefined;
let last = "";
let users = 0;

/** Hears of events of a type until the answer is called. All share the one stream of the tab. */
export function listen(type: EventType, listener: Listener): () => void {
  listeners.get(type)?.add(listener);
  return () => listeners.get(type)?.delete(listener);
}

/** Opens the tab's stream, if nobody did, until the answer is called by all who asked for it. */
export function connect(): () => void {
  users++;
  if (users === 1) {
    open();
  }
  let done = false;
  return () => {
    if (!done && --users === 0) {
      clearTimeout(again);
      source?.close();
      useConnection.setState({ state: "closed" });
    }
    done = true;
  };
}

function open(): void {
  useConnection.setState((before) => ({ state: before.state === "lost" ? "lost" : "connecting" }));
  // The browser itself sends Last-Event-ID when it connects again; only a stream opened anew has to say where the last one ended.
  const stream = new EventSource(last === "" ? "/api/events" : `/api/events?after=${encodeURIComponent(last)}`);
  source = stream;
  stream.onopen = () => {
    const wasLost = useConnection.getState().state === "lost";
    useConnection.setState({ state: "open" });
    if (wasLost) {
      // File changes have no number to resume from: what may have been missed is asked again.
      tell("gap", {}, "");
    }
  };
  stream.onerror = () => {
    useConnection.setState({ state: "lost" });
    if (stream.readyState === EventSource.CLOSED) {
      // An answer that is no stream ends the browser's own attempts.
      again = setTimeout(open, pause);
    }
  };
  for (const type of types) {
    stream.addEventListener(type, (event) => {
      last = event.lastEventId || last;
      tell(type, parsed(event.data), event.lastEventId);
    });
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
    run: [["workflows"], ["runs"], ["run", data.run], ["workflow", data.workflow, "history"]],
    progress: [],
    workflow: [["workflows"], ["workflow", data.workflow, "history"]],
    activities: [["activities"]],
  };
  if (type === "gap") {
    // Not the file of an open workflow: it is being edited, and its saver looks after it.
    void queries.invalidateQueries({
      predicate: ({ queryKey }) => !(queryKey[0] === "workflow" && queryKey.length === 2),
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
