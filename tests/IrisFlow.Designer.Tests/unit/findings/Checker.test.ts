import type { Finding } from "@designer/api/client";
import type { JsonObject } from "@designer/document/json";
import { createDocumentStore } from "@designer/document/store";
import { Checker } from "@designer/findings/Checker";
import { controlAt, inOrder, walk } from "@designer/findings/places";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** The check at the border of the network: what it was asked, and answers given when the test says so. */
function checks() {
  const asked: JsonObject[] = [];
  const answers: ((status?: number) => void)[] = [];
  vi.stubGlobal(
    "fetch",
    (_: string, init: RequestInit) =>
      new Promise<Response>((resolve) => {
        const { definition } = JSON.parse(String(init.body)) as { definition: JsonObject };
        asked.push(definition);
        const findings = [
          { rule: "IF000", severity: "error", message: String(definition.note), pointer: "/definition/note" },
        ];
        answers.push((status = 200) =>
          resolve(new Response(JSON.stringify({ findings, text: null, steps: {} }), { status })),
        );
      }),
  );
  return { asked, answer: (status?: number) => answers.shift()?.(status) };
}

function opened() {
  const store = createDocumentStore("w");
  store.getState().load({ definition: { format: 1, note: "0", steps: {} }, layout: {} }, { etag: null });
  return { store, note: (text: string) => store.getState().perform({ do: "set-note", text }) };
}

test("What is typed in one go is checked once, and the answer is that of the last text", async () => {
  const { asked, answer } = checks();
  const { store, note } = opened();
  new Checker(store).start();
  await vi.advanceTimersByTimeAsync(10);
  answer();
  for (const text of ["1", "12", "123"]) {
    note(text);
    await vi.advanceTimersByTimeAsync(50);
  }
  await vi.advanceTimersByTimeAsync(300);
  answer();
  await vi.advanceTimersByTimeAsync(10);

  expect(asked.map((one) => one.note)).toEqual(["0", "123"]);
  expect(store.getState().findings.map((one) => [one.message, one.pointer])).toEqual([["123", "/note"]]);
});

test("While an answer is awaited no other check is asked; the newest text is next", async () => {
  const { asked, answer } = checks();
  const { store, note } = opened();
  new Checker(store).start();
  await vi.advanceTimersByTimeAsync(10);
  note("1");
  await vi.advanceTimersByTimeAsync(1000);
  note("2");
  await vi.advanceTimersByTimeAsync(1000);
  expect(asked).toHaveLength(1);

  answer();
  await vi.advanceTimersByTimeAsync(1000);
  expect(asked.map((one) => one.note)).toEqual(["0", "2"]);
});

test("A server that fails is asked again, and what was found before stays until then", async () => {
  const { asked, answer } = checks();
  const { store, note } = opened();
  const troubles: (string | undefined)[] = [];
  new Checker(store, (trouble) => troubles.push(trouble)).start();
  await vi.advanceTimersByTimeAsync(10);
  answer();
  note("1");
  await vi.advanceTimersByTimeAsync(300);
  answer(500);
  await vi.advanceTimersByTimeAsync(10);
  expect(store.getState().findings[0]?.message).toBe("0");
  expect(troubles.at(-1)).not.toBeUndefined();

  await vi.advanceTimersByTimeAsync(10_000);
  answer();
  await vi.advanceTimersByTimeAsync(10);
  expect(asked.map((one) => one.note)).toEqual(["0", "1", "1"]);
  expect(store.getState().findings[0]?.message).toBe("1");
});

test("A move on the canvas is no reason to check again", async () => {
  const { asked, answer } = checks();
  const { store } = opened();
  store.getState().perform({ do: "add-step", name: "a", uses: "x" });
  new Checker(store).start();
  await vi.advanceTimersByTimeAsync(10);
  answer();
  store.getState().perform({ do: "move", steps: { a: { x: 5, y: 5 } } });
  await vi.advanceTimersByTimeAsync(1000);
  expect(asked).toHaveLength(1);
});

const finding = (message: string, severity: "error" | "warning" = "error"): Finding => ({
  rule: "IF000",
  severity,
  message,
});

test("The walk through findings begins with errors, goes round, and knows where it stands after another check", () => {
  const all = inOrder([finding("w", "warning"), finding("a"), finding("b")]);
  expect(all.map((one) => one.message)).toEqual(["a", "b", "w"]);
  expect(walk(all, undefined, 1)?.message).toBe("a");
  expect(walk(all, finding("a"), 1)?.message).toBe("b");
  expect(walk(all, finding("w", "warning"), 1)?.message).toBe("a");
  expect(walk(all, finding("a"), -1)?.message).toBe("w");
  expect(walk(all, finding("gone"), -1)?.message).toBe("w");
  expect(walk([], undefined, 1)).toBeUndefined();
});

test("The focus goes to the field of a finding, or to the nearest one around it", () => {
  document.body.innerHTML = `<div data-pointer="/steps/a/with/trainer"><select id="s"></select><div data-pointer="/steps/a/with/trainer/l2"><input id="i"></div></div>`;
  expect(controlAt(document, "/steps/a/with/trainer/l2")?.id).toBe("i");
  expect(controlAt(document, "/steps/a/with/trainer/depth")?.id).toBe("s");
  expect(controlAt(document, "/steps/b")).toBeNull();
});
