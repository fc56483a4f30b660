import { execFileSync } from "node:child_process";
import { chmodSync } from "node:fs";
import { join } from "node:path";
import { comparisonPath, dataPath, lineagePath, pairPath } from "@designer/api/comparisons";
import { type Call, type RunRequest, type SweepRequest, startCall } from "@designer/api/runs";
import { commandOf, curlOf } from "@designer/running/commandLine";
import { commandLineOf } from "@designer/sweeps/SweepDialog";
import { afterAll, beforeAll, expect, test } from "vitest";
import { program, put, Studio } from "../studio";

// Signs that a shell, curl or the command line would take for something else.
const column = `it's a "col", $(touch pwned) \`x\` !! @% ~ {a,b} --help`;

let studio: Studio;
const runs: string[] = [];

beforeAll(async () => {
  studio = await Studio.open((workspace) => {
    const cell = `"${column.replaceAll('"', '""')}"`;
    put(workspace, "workflows/words/rows.csv", `${cell},n,3\n1,2,0\n2,1,0\n`);
    put(
      workspace,
      "workflows/words/words.flow.json",
      JSON.stringify({
        format: 1,
        workflow: "words",
        parameters: { column: { type: "string", default: "n" } },
        steps: {
          load: { uses: "data.read-csv", with: { path: "rows.csv" } },
          sort: { uses: "data.sort", from: { rows: "load.rows" }, with: { by: ["${column}"] } },
          last: { uses: "data.sort", from: { rows: "sort.rows" }, with: { by: ["n"] } },
        },
      }),
    );
    const [command, ...words] = program;
    put(
      workspace,
      "bin/irisflow",
      `#!/bin/sh\nexec ${[command, ...words].map((word) => `'${word}'`).join(" ")} "$@"\n`,
    );
    chmodSync(join(workspace, "bin/irisflow"), 0o755);
  });
  for (const parameters of [{}, { column }]) {
    const { run } = await studio.ask<{ run: string }>("/api/runs", { workflow: "words", parameters });
    await studio.until(run, (document) => document.state !== "running");
    runs.push(run);
  }
});

afterAll(() => studio?.close());

/** What a line prints that somebody pastes into a shell in the workspace. */
function pasted(line: string): string {
  return execFileSync("bash", ["-c", line], {
    cwd: studio.workspace,
    env: {
      ...process.env,
      PATH: `${join(studio.workspace, "bin")}:${process.env.PATH}`,
      IRISFLOW_TOKEN: studio.token,
    },
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"],
  });
}

const curl = (call: Call) => JSON.parse(pasted(curlOf(call, studio.address)));

const requests = (): RunRequest[] => [
  { workflow: "words" },
  { workflow: "words", to: ["sort"], parameters: { column } },
  { workflow: "words", from: ["last"], base: runs[1] },
  { workflow: "words", from: ["sort"], to: ["sort"], force: ["sort"], noCache: true },
  { workflow: "words", set: { "sort.by": [column, "n"] }, skip: ["last"] },
  { workflow: "words", parameters: { column: "3" }, set: { "last.by": ["3", "n"] } },
  { workflow: "words", with: { "load.rows": `run:${runs[0]}/sort.rows` } },
];

test("A preview is what its line plans on the command line, whatever stands in it", async () => {
  for (const request of requests()) {
    const { command, etag: _, ...plan } = await studio.ask<{ command: string; etag: string }>("/api/plans", request);
    const planned = pasted(`${command.replace("irisflow run", "irisflow plan")} --why --json || true`);
    expect(JSON.parse(planned), command).toEqual(plan);
  }
});

test("The curl line of a preview begins the run whose line it shows, and that line does the same", async () => {
  const request: RunRequest = { workflow: "words", parameters: { column }, force: ["sort"] };
  const { command } = await studio.ask<{ command: string }>("/api/plans", request);
  const begun = curl(startCall(request)) as { run: string; command: string };
  expect(begun.command).toBe(command);
  await studio.until(begun.run, (document) => document.state === "succeeded");
  const typed = JSON.parse(pasted(`${command} --json`)) as { run: string };
  const [one, other] = [begun.run, typed.run].map((run) => studio.ask<{ parameters: object }>(`/api/runs/${run}`));
  expect((await one)?.parameters).toEqual({ column });
  expect((await other)?.parameters).toEqual({ column });
  const forked = curl(startCall({ run: begun.run, parameters: { column: "n" } })) as { run: string; command: string };
  expect(forked.command).toBe(`irisflow fork ${begun.run} --param column=n`);
  await studio.until(forked.run, (document) => document.state === "succeeded");
});

test("The line of a sweep varies the values of the sweep that the page begins", async () => {
  const request: SweepRequest = { workflow: "words", vary: { column: ["n", column] } };
  const begun = curl(startCall(request)) as { run: string };
  await studio.until(begun.run, (document) => document.state !== "running");
  const typed = JSON.parse(pasted(`${commandLineOf(request)} --json`)) as { run: string };
  const variants = async (run: string) =>
    (await studio.ask<{ items: { variant: object }[] }>(`/api/runs?of=${run}`)).items
      .map(({ variant }) => JSON.stringify(variant))
      .sort();
  expect(await variants(typed.run)).toEqual(await variants(begun.run));
  expect(await variants(begun.run)).toHaveLength(2);
});

test("What a page shows is what its two lines print", () => {
  const [first, second] = runs as [string, string];
  const pairs: [string[], Call["path"]][] = [
    [["compare", first, second, "--all"], comparisonPath(runs, true)],
    [["diff", first, second], pairPath(first, second)],
    [
      ["diff", first, second, "--data", "sort.rows", "--key=n", "--rows", "50"],
      `${dataPath(first, second, "sort", "rows")}?rows=50&key=n`,
    ],
    [["lineage", second, "sort.rows", "--column", column], lineagePath(second, "sort", "rows", column)],
  ];
  for (const [words, path] of pairs) {
    expect(curl({ method: "GET", path }), words.join(" ")).toEqual(JSON.parse(pasted(`${commandOf(...words)} --json`)));
  }
});

test("Nothing of what was pasted was taken for a command", () => {
  expect(() => studio.text("pwned")).toThrow();
});
