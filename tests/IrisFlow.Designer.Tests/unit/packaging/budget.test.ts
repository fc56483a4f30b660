// @vitest-environment node
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";

interface Chunk {
  file: string;
  css?: string[];
  imports?: string[];
  dynamicImports?: string[];
  isEntry?: boolean;
}

const designer = fileURLToPath(new URL("../../../../src/IrisFlow.Designer", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "designer-"));
let chunks: Record<string, Chunk> = {};

beforeAll(() => {
  const vite = join(designer, "node_modules/vite/bin/vite.js");
  execFileSync(process.execPath, [vite, "build", "--manifest", "--logLevel", "error"], {
    cwd: designer,
    env: { ...process.env, IRISFLOW_DESIGNER_OUT: folder },
  });
  chunks = JSON.parse(readFileSync(join(folder, ".vite/manifest.json"), "utf8"));
}, 120_000);

afterAll(() => rmSync(folder, { recursive: true }));

/** All files that a browser fetches before it shows a page: what its chunks import, and what these import. */
function filesOf(names: string[]): Set<string> {
  const seen = new Set<string>();
  const files = new Set<string>(["index.html"]);
  const visit = (name: string) => {
    const chunk = chunks[name];
    if (chunk && !seen.has(name)) {
      seen.add(name);
      for (const file of [chunk.file, ...(chunk.css ?? [])]) {
        files.add(file);
      }
      chunk.imports?.forEach(visit);
    }
  };
  names.forEach(visit);
  return files;
}

const kilobytes = (files: Set<string>) =>
  [...files].reduce((sum, file) => sum + gzipSync(readFileSync(join(folder, file))).length, 0) / 1024;

test("The first page is there after 250 KiB at most", () => {
  const entry = Object.keys(chunks).find((name) => chunks[name]?.isEntry);

  const first = filesOf([entry as string, "src/workflows/WorkflowsPage.tsx"]);

  expect(first.size).toBeGreaterThan(2);
  expect(kilobytes(first)).toBeLessThanOrEqual(250);
});

test("The worker that lays out workflows is not part of any page", () => {
  const pages = filesOf(Object.keys(chunks).filter((name) => name.endsWith("Page.tsx")));

  expect([...pages].filter((file) => file.includes("elk-worker"))).toEqual([]);
});
