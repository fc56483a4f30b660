import { onSignedOut } from "@designer/api/client";
import { connect, type EventData, listen, useConnection } from "@designer/api/events";
import { queries } from "@designer/api/queries";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

/** A stream of the server, at the border of the network. */
class Stream extends EventTarget {
  static readonly CLOSED = 2;
  static all: Stream[] = [];
  readyState = 0;
  onopen: (() => void) | null = null;
  onerror: (() => void) | null = null;

  constructor(readonly url: string) {
    super();
    Stream.all.push(this);
  }

  send(type: string, data: EventData, id = "") {
    this.dispatchEvent(new MessageEvent(type, { data: JSON.stringify(data), lastEventId: id }));
  }

  close() {
    this.readyState = Stream.CLOSED;
  }
}

beforeEach(() => {
  vi.useFakeTimers();
  Stream.all = [];
  vi.stubGlobal("EventSource", Stream);
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test("All of a tab share one stream, and it ends with the last of them", () => {
  const [one, other] = [connect(), connect()];
  expect(Stream.all).toHaveLength(1);
  one();
  one();
  expect(Stream.all[0]?.readyState).toBe(0);
  other();
  expect(Stream.all[0]?.readyState).toBe(Stream.CLOSED);
});

test("An event reaches all who listen to its type, until they stop", () => {
  const end = connect();
  const heard: unknown[] = [];
  const stop = listen("workflow", (data) => heard.push(data.workflow));
  Stream.all[0]?.send("workflow", { workflow: "iris", etag: "1" });
  Stream.all[0]?.send("run", { run: "r" }, "5");
  stop();
  Stream.all[0]?.send("workflow", { workflow: "other", etag: "1" });
  expect(heard).toEqual(["iris"]);
  end();
});

test("A stream that an answer ended is opened anew where it ended, and those who listen are told of a gap", async () => {
  const end = connect();
  const gaps: unknown[] = [];
  listen("gap", (data) => gaps.push(data));
  const [first] = Stream.all;
  first?.onopen?.();
  first?.send("run", { run: "r" }, "41");
  first?.close();
  first?.onerror?.();
  expect(useConnection.getState().state).toBe("lost");

  await vi.advanceTimersByTimeAsync(5000);
  expect(Stream.all[1]?.url).toBe("/api/events?after=41");
  expect(useConnection.getState().state).toBe("lost");
  Stream.all[1]?.onopen?.();
  expect(useConnection.getState().state).toBe("open");
  expect(gaps).toHaveLength(1);
  end();
});

test("Who is not let in any more when a stream was ended hears that, and is not told that the server is gone for good", async () => {
  const asked: unknown[] = [];
  vi.stubGlobal("fetch", async (path: string) => {
    asked.push(path);
    return new Response(JSON.stringify({ status: 401, title: "Nobody is signed in.", findings: [] }), { status: 401 });
  });
  const signedOut = vi.fn();
  onSignedOut(signedOut);
  const end = connect();
  Stream.all[0]?.onopen?.();
  // The browser comes back by itself while the server is away: nothing is asked then.
  Stream.all[0]?.onerror?.();
  expect(asked).toEqual([]);

  Stream.all[0]?.close();
  Stream.all[0]?.onerror?.();
  await vi.advanceTimersByTimeAsync(0);

  expect(asked).toEqual(["/api/session"]);
  expect(signedOut).toHaveBeenCalledOnce();
  end();
});

test("A changed file makes the list old, but not the file that is being edited", () => {
  const end = connect();
  queries.setQueryData(["workflows"], []);
  queries.setQueryData(["workflow", "iris"], {});
  Stream.all[0]?.send("workflow", { workflow: "iris", etag: "2" });
  Stream.all[0]?.send("gap", {});
  expect(queries.getQueryState(["workflows"])?.isInvalidated).toBe(true);
  expect(queries.getQueryState(["workflow", "iris"])?.isInvalidated).toBe(false);
  end();
});
