import { checkWorkflow, keepDraft, readWorkflow } from "@designer/api/workflows";
import { afterEach, expect, test, vi } from "vitest";

afterEach(() => vi.unstubAllGlobals());

test("Who may not save is told what is wrong with what is saved", async () => {
  const asked: string[] = [];
  vi.stubGlobal("fetch", async (path: string, init: RequestInit) => {
    asked.push(`${init.method} ${path}`);
    return init.method === "POST"
      ? new Response(JSON.stringify({ title: "no", findings: [] }), { status: 403 })
      : new Response(JSON.stringify({ findings: [{ rule: "IF104", severity: "error", message: "saved" }], steps: {} }));
  });

  const { findings } = await checkWorkflow("a b", { steps: {} });

  expect(asked).toEqual(["POST /api/workflows/a%20b/check", "GET /api/workflows/a%20b/check"]);
  expect(findings.map((finding) => finding.message)).toEqual(["saved"]);
});

test("A check that fails for another reason is no check of what is saved", async () => {
  vi.stubGlobal("fetch", async () => new Response(JSON.stringify({ title: "broken", findings: [] }), { status: 500 }));

  await expect(checkWorkflow("w", {})).rejects.toThrow("broken");
});

test("A draft on its way outlives its tab, unless it is too long for that", async () => {
  const outlives: unknown[] = [];
  vi.stubGlobal("fetch", async (_: string, init: RequestInit) => {
    outlives.push(init.keepalive);
    return new Response("{}", { headers: { ETag: '"1"' } });
  });

  await keepDraft("w", { definition: {}, layout: {}, base: null }, null);
  await keepDraft("w", { definition: { note: "x".repeat(30_000) }, layout: {}, base: null }, null);

  expect(outlives).toEqual([true, false]);
});

test("What is read of a workflow has its digits and its order", async () => {
  const text = '{"definition":{"steps":{"b":1,"2":9007199254740993}},"layout":{}}';
  vi.stubGlobal("fetch", async () => new Response(text));

  const { body } = await readWorkflow("w");

  expect(Object.entries((body.definition as { steps: object }).steps)).toEqual([
    ["b", 1],
    ["2", 9007199254740993n],
  ]);
});

test("A server that is not there is told in words", async () => {
  vi.stubGlobal("fetch", async () => {
    throw new TypeError("Failed to fetch");
  });

  await expect(readWorkflow("w")).rejects.toThrow("The server does not answer.");
});
