import { begin, countOf, heard, moved, replayed } from "@designer/running/progress";
import { expect, test } from "vitest";
import { aRun, step } from "./aRun";

const run = aRun().run;
const event = (sequence: number, name: string, more: object = {}) => ({
  run,
  workflow: "w",
  sequence,
  at: "2027-01-31T10:00:01Z",
  event: name,
  ...more,
});

test("A step that nobody came to yet waits while the run goes on; where the run ended before it, it was not reached", () => {
  const now = begin(aRun());
  expect(now.steps.c?.state).toBe("waiting");
  const failed = heard(now, event(11, "run-failed"));
  expect(failed.steps.c?.state).toBe("not-reached");
  expect(begin(aRun({ state: "failed" })).steps.c?.state).toBe("not-reached");
  expect(heard(failed, event(12, "run-resumed")).steps.c?.state).toBe("waiting");
});

test("That a run was interrupted, which has no number, does not outlive the document that says it goes on", () => {
  const { sequence: _, ...interrupted } = event(0, "run-interrupted");
  expect(heard(begin(aRun()), interrupted).state).toBe("interrupted");
  expect(replayed(aRun({ lastEvent: 20 }), [interrupted, event(15, "run-resumed")]).state).toBe("running");
  expect(replayed(aRun({ lastEvent: 20 }), [interrupted, event(21, "run-succeeded")]).state).toBe("succeeded");
});

test("A step goes from waiting over running to what its event says, with the reason", () => {
  const started = heard(begin(aRun()), event(11, "step-started", { step: "a", detail: "it never ran" }));
  expect(started.steps.a).toMatchObject({ state: "running", text: "it never ran" });
  const failed = heard(started, event(12, "step-failed", { step: "a", detail: "no such column" }));
  expect(failed.steps.a).toMatchObject({ state: "failed", text: "no such column" });
  expect(heard(started, event(12, "step-reused", { step: "b", detail: "unchanged" })).steps.b?.state).toBe("reused");
});

test("An event that the document holds already changes nothing: a stream that begins again may repeat itself", () => {
  const now = begin(aRun({ steps: [step("a")] }));
  expect(heard(now, event(10, "step-started", { step: "a" }))).toBe(now);
  const once = heard(now, event(11, "step-started", { step: "b" }));
  expect(heard(once, event(11, "step-started", { step: "b" }))).toBe(once);
});

test("After a gap the document read anew holds, whatever was missed", () => {
  const before = heard(begin(aRun()), event(11, "step-started", { step: "a" }));
  const again = begin(
    aRun({ lastEvent: 40, steps: [step("a"), step("b", { state: "running" })], progress: { b: 0.5 } }),
  );
  expect(before.steps.a?.state).toBe("running");
  expect(again.steps).toMatchObject({
    a: { state: "succeeded" },
    b: { state: "running", share: 0.5 },
    c: { state: "waiting" },
  });
  expect(heard(again, event(39, "step-failed", { step: "a" }))).toBe(again);
});

test("Progress counts only for a step that runs, and of this run only", () => {
  const now = heard(begin(aRun()), event(11, "step-started", { step: "a" }));
  expect(moved(now, { run, step: "a", share: 0.25 }).steps.a?.share).toBe(0.25);
  expect(moved(now, { run, step: "b", share: 0.25 })).toBe(now);
  expect(moved(now, { run: "another", step: "a", share: 0.25 })).toBe(now);
});

test("A run that is interrupted has no step that still runs, and one that is resumed goes on", () => {
  const running = heard(begin(aRun()), event(11, "step-started", { step: "a" }));
  // It is told without a number: nobody wrote it down.
  const cut = heard(running, { run, workflow: "w", event: "run-interrupted" });
  expect(cut.state).toBe("interrupted");
  expect(cut.steps.a?.state).toBe("cancelled");
  const resumed = heard(cut, event(12, "run-resumed"));
  expect(resumed).toMatchObject({ state: "running", finishedAt: null });
});

test("A try that failed is counted, and the step goes on", () => {
  const started = heard(begin(aRun()), event(11, "step-started", { step: "a" }));
  const again = heard(started, event(12, "attempt-failed", { step: "a", detail: "timeout" }));
  expect(again.steps.a).toMatchObject({ state: "running", failedTries: 1, text: "timeout" });
});

test("What is counted are the steps that the run works on", () => {
  const now = begin(aRun({ steps: [step("a"), step("b", { state: "reused" }), step("d", { state: "not-selected" })] }));
  expect(countOf(now)).toEqual({ done: 2, all: 3 });
});
