import { begin } from "@designer/running/progress";
import { ResumeDialog } from "@designer/runs/ResumeDialog";
import { SweepDialog } from "@designer/sweeps/SweepDialog";
import { render, screen } from "@testing-library/react";
import { beforeEach, expect, test } from "vitest";
import { aRun, step } from "./aRun";

// What jsdom has not: a dialog that is shown begins at the first thing in it that can have the focus.
beforeEach(() => {
  HTMLDialogElement.prototype.showModal = function show() {
    this.open = true;
    this.querySelector<HTMLElement>("button, input")?.focus();
  };
  HTMLDialogElement.prototype.close = function close() {
    this.open = false;
  };
});

test("Enter in the dialog of a run does what the dialog is for, and does not close it", () => {
  const document = aRun({ state: "failed", steps: [step("a"), step("b", { state: "failed" })] });
  const { unmount } = render(<ResumeDialog now={begin(document)} document={document} onClose={() => {}} />);
  expect(globalThis.document.activeElement?.textContent).toBe("Resume");
  expect(screen.getByText("Will run 3 of 4 steps")).toBeDefined();
  unmount();
});

test("A dialog whose button can do nothing yet begins at its first field", () => {
  const workflow = { definition: { steps: {} }, layout: {} };
  const { unmount } = render(
    <SweepDialog workflow="w" document={workflow} metrics={[]} onStarted={() => {}} onClose={() => {}} />,
  );
  expect(globalThis.document.activeElement?.getAttribute("aria-label")).toBe("Parameter 1");
  unmount();
});
