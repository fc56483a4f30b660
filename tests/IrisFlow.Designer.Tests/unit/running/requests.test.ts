import { startCall } from "@designer/api/runs";
import { commandOf, curlOf, quoted } from "@designer/running/commandLine";
import { pairsOf } from "@designer/running/RunOptions";
import { runReplaced, runStep, textOf, titleOf, valueOf } from "@designer/running/requests";
import { expect, test } from "vitest";

test("Each choice in a step's menu is the options of the command line", () => {
  expect(runStep("w", "train", "to")).toEqual({ workflow: "w", to: ["train"] });
  expect(runStep("w", "train", "from")).toEqual({ workflow: "w", from: ["train"] });
  expect(runStep("w", "train", "only")).toEqual({ workflow: "w", from: ["train"], to: ["train"] });
  expect(runStep("w", "train", "force")).toEqual({ workflow: "w", force: ["train"] });
  expect(runReplaced("w", "load.rows", "upload:7")).toEqual({ workflow: "w", with: { "load.rows": "upload:7" } });
});

test("A request of a workflow begins a run, one of a run forks it, one that varies something is a sweep", () => {
  expect(startCall({ workflow: "w" })).toEqual({ method: "POST", path: "/api/runs", body: { workflow: "w" } });
  expect(startCall({ run: "r", force: ["a"] })).toEqual({
    method: "POST",
    path: "/api/runs/r/fork",
    body: { force: ["a"] },
  });
  expect(startCall({ workflow: "w", vary: { "a.k": [1] } }).path).toBe("/api/sweeps");
});

test("A preview is called what will be done", () => {
  expect(titleOf({ workflow: "w" })).toBe("Run w");
  expect(titleOf(runStep("w", "train", "only"))).toBe("Run only train");
  expect(titleOf(runStep("w", "train", "from"))).toBe("Run from train");
  expect(titleOf({ run: "r" })).toBe("Fork r");
});

test("A word with signs of the shell is quoted so that the shell gives it back", () => {
  expect(commandOf("run", "iris", "--set", "a.b=1")).toBe("irisflow run iris --set a.b=1");
  expect(quoted("it's; $(rm -rf ~)")).toBe(`'it'\\''s; $(rm -rf ~)'`);
  expect(quoted("")).toBe("''");
});

test("The curl line carries the call, and the token only by the name of its variable", () => {
  expect(curlOf({ method: "POST", path: "/api/runs", body: { workflow: "it's" } }, "http://127.0.0.1:5005")).toBe(
    `curl -sS -X POST http://127.0.0.1:5005/api/runs -H "Authorization: Bearer $IRISFLOW_TOKEN" -H 'Content-Type: application/json' -d '{"workflow":"it'\\''s"}'`,
  );
  expect(curlOf({ method: "GET", path: "/api/comparisons?runs=a,b" }, "http://x")).toContain(
    "'http://x/api/comparisons?runs=a,b'",
  );
});

test("Values are typed one a line, as JSON where they are JSON", () => {
  expect(pairsOf("k=3\nname = iris\n\nno value\nlist=[1,2]")).toEqual({ k: 3, name: "iris", list: [1, 2] });
  expect(pairsOf("")).toBeUndefined();
});

test("A value is written so that it is read as what it was", () => {
  for (const value of [
    "iris",
    "3",
    "true",
    "",
    " a ",
    "[1",
    '"',
    "a, b",
    3,
    0.5,
    true,
    null,
    [1, "2"],
    { kind: "tree" },
  ]) {
    expect(valueOf(textOf(value))).toEqual(value);
  }
  expect(textOf("logistic-regression")).toBe("logistic-regression");
  expect(textOf("a, b", true)).toBe('"a, b"');
});
