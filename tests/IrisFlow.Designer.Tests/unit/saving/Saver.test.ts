import { isChanged } from "@designer/document/store";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { FakeServer } from "./fakeServer";
import { flow, opened } from "./opened";

beforeEach(() => {
  vi.useFakeTimers();
  localStorage.clear();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test("Saving writes the file over the state it was read in, and the draft goes", async () => {
  const server = new FakeServer(flow(1));
  const { set, saver, store } = await opened(server);
  set(7);
  await vi.advanceTimersByTimeAsync(2000);

  expect(await saver.save()).toBe(true);
  await vi.advanceTimersByTimeAsync(2000);

  expect(server.file?.definition).toEqual(flow(7));
  expect(server.draft).toBeNull();
  expect(isChanged(store.getState())).toBe(false);
});

test("A file that somebody changed is not overwritten: saving opens the conflict", async () => {
  const server = new FakeServer(flow(1));
  const { set, saver } = await opened(server);
  set(7);
  server.file = { definition: flow(9), layout: {} };

  expect(await saver.save()).toBe(false);

  expect(server.file.definition).toEqual(flow(9));
  expect(saver.state.getState().conflict?.theirs.definition).toEqual(flow(9));
  expect(await saver.save()).toBe(false);
  expect(server.of("PUT", "/w")).toHaveLength(1);
});

test("A merge takes what was chosen and is saved over exactly the file that was looked at", async () => {
  const server = new FakeServer(flow(1));
  const { set, saver, k } = await opened(server);
  set(7);
  server.file = { definition: flow(9, "by an editor"), layout: {} };
  await saver.save();

  expect(await saver.resolve(new Map([["/steps/a/with/k", "theirs"]]))).toBe(true);

  expect(k()).toBe(9);
  expect(server.file.definition).toEqual(flow(9, "by an editor"));
});

test("A file that changes again while one merges opens the conflict again", async () => {
  const server = new FakeServer(flow(1));
  const { set, saver } = await opened(server);
  set(7);
  server.file = { definition: flow(9), layout: {} };
  await saver.save();
  server.file = { definition: flow(11), layout: {} };

  expect(await saver.resolve(new Map([["/steps/a/with/k", "mine"]]))).toBe(false);

  expect(server.file.definition).toEqual(flow(11));
  expect(saver.state.getState().conflict?.theirs.definition).toEqual(flow(11));
});

test("A file that changes while nothing is edited is simply shown, and undo goes back", async () => {
  const server = new FakeServer(flow(1));
  const { saver, store, k } = await opened(server);
  server.file = { definition: flow(5), layout: {} };

  await saver.changedOutside(server.etag(server.file));

  expect(k()).toBe(5);
  expect(isChanged(store.getState())).toBe(false);
  expect(saver.state.getState().conflict).toBeUndefined();
});

test("The event of one's own save is no conflict", async () => {
  const server = new FakeServer(flow(1));
  const { saver, set } = await opened(server);
  set(3);
  await saver.save();
  const asked = server.asked.length;

  await saver.changedOutside(server.etag(server.file));

  expect(saver.state.getState().conflict).toBeUndefined();
  expect(server.asked.slice(asked).filter((one) => one.path.endsWith("/w"))).toEqual([]);
});

test("A file that was only written anew with the same content is saved over at once", async () => {
  const server = new FakeServer(flow(1));
  const { set, saver } = await opened(server);
  set(7);
  server.file = { layout: {}, definition: flow(1) };
  expect(server.etag(server.file)).not.toBe(server.etag({ definition: flow(1), layout: {} }));

  expect(await saver.save()).toBe(true);
  expect(server.file.definition).toEqual(flow(7));
});

test("A file that was deleted meanwhile is not written anew before one was told", async () => {
  const server = new FakeServer(flow(1));
  const { set, saver } = await opened(server);
  set(7);
  server.file = null;

  expect(await saver.save()).toBe(false);
  expect(saver.state.getState().gone).toBe(true);
  expect(await saver.save()).toBe(true);
  expect(server.file).toMatchObject({ definition: flow(7) });
});

test("A file that is no JSON is never saved over unseen: its text is mended first", async () => {
  const server = new FakeServer(flow(1));
  const { set, saver } = await opened(server);
  set(7);
  server.file = { definition: null, layout: {} };
  await saver.changedOutside(server.etag(server.file));

  expect(saver.state.getState().broken).toBeDefined();
  expect(await saver.save()).toBe(false);
  expect(server.file.definition).toBeNull();

  expect(await saver.mend(flow(3))).toBe(true);
  expect(server.file.definition).toEqual(flow(3));
});
