import { checkWorkflow } from "@designer/api/workflows";
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
