import type { Json, JsonObject } from "@designer/document/json";
import { createDocumentStore } from "@designer/document/store";
import { Saver } from "@designer/saving/Saver";
import type { FakeServer } from "./fakeServer";

/** A workflow of one step with one parameter. */
export const flow = (k: Json, note?: string): JsonObject => ({
  format: 1,
  workflow: "w",
  ...(note ? { note } : {}),
  steps: { a: { uses: "x", with: { k } } },
});

/** A workflow that was read from the server, and whose saver has not begun. */
export function read(server: FakeServer) {
  const store = createDocumentStore("w");
  const file = server.file as { definition: JsonObject; layout: JsonObject };
  store.getState().load(file, { etag: server.etag(server.file) });
  return { store, saver: new Saver(store) };
}

/** A workflow that was read from the server and is open in a tab. */
export async function opened(server: FakeServer) {
  const { store, saver } = read(server);
  const stop = saver.start();
  await saver.open();
  const set = (k: Json) => store.getState().perform({ do: "set", path: ["steps", "a", "with", "k"], value: k });
  return {
    store,
    saver,
    stop,
    set,
    k: () => (store.getState().history.document.definition.steps as { a: { with: { k: Json } } }).a.with.k,
  };
}
