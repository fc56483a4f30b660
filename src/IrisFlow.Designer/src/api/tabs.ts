import type { ConnectionState, EventData, EventType } from "./events";

/** What one tab tells the others: an event of the stream, or how the connection is. */
export type News = { type: EventType; data: EventData; id: string } | { state: ConnectionState };

interface Member {
  /** Called in the one tab that holds the stream; with true when it takes over from another. */
  open(takesOver: boolean): void;
  close(): void;
  told(news: News): void;
}

const name = "irisflow.events";
let channel: BroadcastChannel | undefined;

/**
 * Joins the browser's tabs of this server, of which one holds the stream and the others hear from it: a browser opens six
 * connections to a server, and six tabs with a stream each would leave none for anything else. Ends when the answer is called.
 */
export function join({ open, close, told }: Member): () => void {
  if (!navigator.locks || typeof BroadcastChannel === "undefined") {
    open(false);
    return close;
  }
  const joined = new BroadcastChannel(name);
  const waiting = new AbortController();
  let release = () => {};
  let isFirst = true;
  channel = joined;
  joined.onmessage = ({ data }: MessageEvent<News>) => {
    isFirst = false;
    told(data);
  };
  const hold = () =>
    new Promise<void>((resolve) => {
      release = resolve;
      open(!isFirst);
    });
  navigator.locks.request(name, { signal: waiting.signal }, hold).catch(() => {
    // It left before its turn came.
  });
  return () => {
    waiting.abort();
    close();
    release();
    joined.close();
    channel = undefined;
  };
}

/** Tells the other tabs. */
export function share(news: News): void {
  channel?.postMessage(news);
}
