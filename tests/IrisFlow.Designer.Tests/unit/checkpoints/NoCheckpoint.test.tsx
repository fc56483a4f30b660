import type { Output, RunDocument, RunStep } from "@designer/api/runs";
import { NoCheckpoint } from "@designer/checkpoints/NoCheckpoint";
import { cleanup, render, screen } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";

afterEach(cleanup);

const output: Output = { port: "rows", kind: "table", digest: "d", rows: 150, kept: false };

function shown(state: RunDocument["state"], steps: Partial<RunStep>[], port = "rows", of?: Output) {
  const definition = { steps: { load: {}, train: {} } };
  const run = { run: "r1", workflow: "iris", state, steps, definition } as unknown as RunDocument;
  render(<NoCheckpoint run={run} step="train" port={port} output={of} />);
}

test("An output that was not kept says why, how large it was, and how to have it", () => {
  shown("succeeded", [{ name: "train", state: "succeeded", outputs: [output] }], "rows", output);
  expect(screen.getByRole("alert").textContent).toMatch(/did not keep.*150 rows.*irisflow run iris --to train/);
});

test("A step that is not done yet is waited for", () => {
  shown("running", [{ name: "load", state: "running", outputs: [] }]);
  expect(screen.getByRole("status").textContent).toContain("not done yet");
});

test("A step that failed gave nothing, and the command that makes it is told", () => {
  shown("failed", [{ name: "train", state: "failed", outputs: [] }]);
  expect(screen.getByRole("alert").textContent).toMatch(/it is failed\. irisflow run iris --to train makes it/);
});

test("An output that the step does not have names those that it has", () => {
  shown("succeeded", [{ name: "train", state: "succeeded", outputs: [output] }], "row");
  expect(screen.getByRole("alert").textContent).toContain("has no output row; it has rows");
});
