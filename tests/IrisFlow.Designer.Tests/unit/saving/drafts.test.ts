import { isChanged } from "@designer/document/store";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { FakeServer } from "./fakeServer";
import { flow, opened, read } from "./opened";

beforeEach(() => {
  vi.useFakeTimers();
  localStorage.clear();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test("An edit is kept as a draft at most two seconds later, however long one goes on typing", async () => {
  const server = new FakeServer(flow(1));
  const { set } = await opened(server);
  for (let typed = 2; typed <= 20; typed++) {
    set(typed);
    await vi.advanceTimersByTimeAsync(100);
  }
  expect(server.draft?.definition).toBeDefined();
  await vi.advanceTimersByTimeAsync(2000);
  expect(server.draft?.definition).toEqual(flow(20));
});

test("What a merge after a reload begins from is written with a draft, not at every key", async () => {
  const server = new FakeServer(flow(1));
  const { set } = await opened(server);
  const written = vi.spyOn(Storage.prototype, "setItem");
  for (let typed = 2; typed <= 20; typed++) {
    set(typed);
    await vi.advanceTimersByTimeAsync(100);
  }
  await vi.advanceTimersByTimeAsync(2000);
  expect(written.mock.calls.length).toBe(server.of("PUT", "/draft").length);
  expect(written.mock.calls.length).toBeLessThan(5);
  written.mockRestore();
});

test("A tab that was killed loses nothing: the next one brings the draft back, as an edit that can be undone", async () => {
  const server = new FakeServer(flow(1));
  const first = await opened(server);
  first.set(7);
  await vi.advanceTimersByTimeAsync(2000);
  first.stop();

  const second = await opened(server);

  expect(second.k()).toBe(7);
  expect(isChanged(second.store.getState())).toBe(true);
  expect(second.saver.state.getState().restored?.at).not.toBe("");
  second.store.getState().undo();
  expect(second.k()).toBe(1);
});

test("An edit that is taken back leaves no draft", async () => {
  const server = new FakeServer(flow(1));
  const { set, store } = await opened(server);
  set(7);
  await vi.advanceTimersByTimeAsync(2000);
  store.getState().undo();
  await vi.advanceTimersByTimeAsync(2000);
  expect(server.draft).toBeNull();
});

test("A draft of an older file comes back into a conflict whose base is that older file", async () => {
  const server = new FakeServer(flow(1));
  const first = await opened(server);
  first.set(7);
  await vi.advanceTimersByTimeAsync(2000);
  first.stop();
  server.file = { definition: flow(1, "theirs"), layout: {} };

  const second = await opened(server);

  const { conflict } = second.saver.state.getState();
  expect(conflict?.base.definition).toEqual(flow(1));
  expect(await second.saver.resolve(new Map())).toBe(true);
  expect(server.file.definition).toEqual(flow(7, "theirs"));
});

test("Where the older file is not known, every difference has to be chosen", async () => {
  const server = new FakeServer(flow(1));
  const first = await opened(server);
  first.set(7);
  await vi.advanceTimersByTimeAsync(2000);
  first.stop();
  localStorage.clear();
  server.file = { definition: flow(2), layout: {} };

  const second = await opened(server);

  expect(second.saver.state.getState().conflict?.base.definition).toEqual({});
});

test("A draft that another tab keeps is not overwritten without being asked", async () => {
  const server = new FakeServer(flow(1));
  const { set, saver } = await opened(server);
  server.draft = { definition: flow(99), layout: {}, base: null };
  set(7);
  await vi.advanceTimersByTimeAsync(2000);
  expect(server.draft.definition).toEqual(flow(99));
  expect(saver.state.getState().draft).toBe("elsewhere");
  expect(saver.isUnsafe).toBe(true);

  await saver.keepMine();
  expect(server.draft?.definition).toEqual(flow(7));
  expect(saver.isUnsafe).toBe(false);
});

test("The draft of another tab can be taken in place of one's own, which undo brings back", async () => {
  const server = new FakeServer(flow(1));
  const { set, saver, store, k } = await opened(server);
  server.draft = { definition: flow(99), layout: {}, base: server.etag(server.file) };
  set(7);
  await vi.advanceTimersByTimeAsync(2000);
  expect(saver.state.getState().draft).toBe("elsewhere");

  await saver.takeTheirs();
  expect(k()).toBe(99);
  set(100);
  await vi.advanceTimersByTimeAsync(2000);
  expect(server.draft?.definition).toEqual(flow(100));
  store.getState().undo();
  store.getState().undo();
  expect(k()).toBe(7);
});

test("A draft that went because another tab saved begins anew: no other tab keeps one", async () => {
  const server = new FakeServer(flow(1));
  const { set, saver } = await opened(server);
  set(7);
  await vi.advanceTimersByTimeAsync(2000);
  server.draft = null;

  set(8);
  await vi.advanceTimersByTimeAsync(2000);
  expect(server.draft).toMatchObject({ definition: flow(8) });
  expect(saver.state.getState().draft).toBe("kept");
});

test("A draft that can't be read at first is brought back as soon as it can be", async () => {
  const server = new FakeServer(flow(1));
  server.draft = { definition: flow(7), layout: {}, base: server.etag(server.file) };
  const { store, saver } = read(server);
  server.down = true;
  await expect(saver.open()).rejects.toThrow("The server does not answer.");
  server.down = false;

  await saver.open();

  expect(store.getState().history.document.definition).toEqual(flow(7));
});

test("What was edited before the draft came is not replaced by it: both are there to choose", async () => {
  const server = new FakeServer(flow(1));
  server.draft = { definition: flow(7), layout: {}, base: server.etag(server.file) };
  const { store, saver } = read(server);
  saver.start();
  const opening = saver.open();
  store.getState().perform({ do: "set-note", text: "typed at once" });
  await opening;
  await vi.advanceTimersByTimeAsync(2000);

  expect(store.getState().history.document.definition.note).toBe("typed at once");
  expect(server.draft.definition).toEqual(flow(7));
  expect(saver.state.getState().draft).toBe("elsewhere");
});

test("Who may not keep drafts is not asked again and again", async () => {
  const server = new FakeServer(flow(1));
  const { set, saver } = await opened(server);
  server.refuses = 403;
  set(7);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(saver.state.getState().draft).toBe("failed");
  expect(server.of("PUT", "/draft")).toHaveLength(1);
});

test("A number that nobody touched is saved, and kept in a draft, as it was", async () => {
  const server = new FakeServer(flow(9007199254740993n, "before"));
  const { store, saver, k } = await opened(server);
  store.getState().perform({ do: "set-note", text: "after" });
  await vi.advanceTimersByTimeAsync(2000);
  expect(server.draft?.definition).toEqual(flow(9007199254740993n, "after"));

  expect(await saver.save()).toBe(true);
  expect(server.file?.definition).toEqual(flow(9007199254740993n, "after"));
  expect(k()).toBe(9007199254740993n);
});

test("A server that is away for a while gets the draft as soon as it is back", async () => {
  const server = new FakeServer(flow(1));
  const { set, saver } = await opened(server);
  server.down = true;
  set(7);
  await vi.advanceTimersByTimeAsync(2000);
  expect(saver.state.getState().draft).toBe("failed");
  expect(saver.isUnsafe).toBe(true);

  server.down = false;
  await vi.advanceTimersByTimeAsync(10_000);
  expect(server.draft?.definition).toEqual(flow(7));
});

test("Edits during a slow answer follow it: one request at a time, the newest last", async () => {
  const server = new FakeServer(flow(1));
  const { set } = await opened(server);
  let release = () => {};
  server.hold = new Promise((resolve) => {
    release = resolve;
  });
  set(2);
  await vi.advanceTimersByTimeAsync(2000);
  set(3);
  set(4);
  await vi.advanceTimersByTimeAsync(2000);
  expect(server.of("PUT", "/draft")).toHaveLength(1);
  release();
  await vi.advanceTimersByTimeAsync(2000);
  expect(server.of("PUT", "/draft").map((one) => one.body?.definition)).toEqual([flow(2), flow(4)]);
});
