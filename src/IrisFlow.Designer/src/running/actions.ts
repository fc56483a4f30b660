import type { StoreApi } from "zustand";
import type { Action } from "../actions/action";
import { announce } from "../app/announce";
import { stepOf } from "../document/document";
import type { OpenWorkflow } from "../document/store";
import type { RunNow } from "./progress";
import { runAll, runStep, type StepIntent } from "./requests";
import { useRunning } from "./runningState";

/** What the actions of the run view work on. */
export interface RunContext {
  store: StoreApi<OpenWorkflow>;
  /** The run that the canvas shows. */
  now: () => RunNow | undefined;
  go: (path: string) => void;
  /** The outputs of a step in that run, by port. */
  outputs: (step: string) => readonly string[];
  cancel: () => void;
}

export const stepActions = [
  "run.to",
  "run.from",
  "run.only",
  "run.force",
  "run.replace",
  "run.checkpoint",
  "run.why",
  "run.logs",
];

/** Everything about running that can be done on the page of a workflow. */
export function runActions(context: RunContext): Action[] {
  const section = "Runs";
  const open = () => context.store.getState();
  const step = () => open().selection.steps.find((name) => stepOf(open().history.document, name));
  const needsStep = () => (step() === undefined ? "No step is picked." : undefined);
  const { setOver } = useRunning.getState();
  const shown = () => {
    const [name, now] = [step(), context.now()];
    return name !== undefined && now && Object.hasOwn(now.steps, name) ? { step: name, run: now.run } : undefined;
  };
  const needsShown = () => needsStep() ?? (shown() ? undefined : "No run of this step is shown.");
  const part = (intent: StepIntent, label: string, keys?: string[]): Action => ({
    id: `run.${intent}`,
    label,
    section,
    keys,
    scope: keys && "canvas",
    refused: needsStep,
    run: () => setOver({ show: "plan", request: runStep(open().workflow, step() ?? "", intent) }),
  });
  const path = (run: string, more: string) => `/runs/${encodeURIComponent(run)}${more}`;
  return [
    {
      id: "run.start",
      label: "Run the workflow",
      section,
      keys: ["Mod+Enter"],
      run: () => setOver({ show: "plan", request: runAll(open().workflow) }),
    },
    {
      id: "run.cancel",
      label: "Cancel the run",
      section,
      refused: () => (context.now()?.state === "running" ? undefined : "Nothing runs."),
      run: context.cancel,
    },
    {
      id: "run.open",
      label: "Open the run that is shown",
      section,
      refused: () => (context.now() ? undefined : "No run is shown."),
      run: () => context.go(path(context.now()?.run ?? "", "")),
    },
    {
      id: "run.choose",
      label: "Show another run on the canvas",
      section,
      refused: () => (context.now() ? undefined : "The workflow has no run yet."),
      run: () => setOver({ show: "runs", workflow: open().workflow }),
    },
    {
      id: "run.sweep",
      label: "Run with many values (sweep)",
      section,
      run: () => setOver({ show: "sweep", workflow: open().workflow }),
    },
    {
      id: "run.menu",
      label: "Show what can be done with the step",
      section,
      keys: ["Shift+F10", "ContextMenu", "R"],
      scope: "canvas",
      refused: needsStep,
      run: () => setOver({ show: "menu", step: step() ?? "" }),
    },
    part("to", "Run to here"),
    part("from", "Run from here"),
    part("only", "Run only this"),
    part("force", "Run it again, even if nothing changed"),
    {
      id: "run.replace",
      label: "Replace its output with my file",
      section,
      refused: needsStep,
      run: () => setOver({ show: "replace", step: step() ?? "" }),
    },
    {
      id: "run.checkpoint",
      label: "Open its checkpoint",
      section,
      refused: () =>
        needsShown() ?? (context.outputs(shown()?.step ?? "").length > 0 ? undefined : "It has no checkpoint yet."),
      run: () => {
        const found = shown();
        const port = context.outputs(found?.step ?? "")[0];
        if (found && port !== undefined) {
          context.go(path(found.run, `/data/${encodeURIComponent(found.step)}/${encodeURIComponent(port)}`));
        }
      },
    },
    {
      id: "run.why",
      label: "Why did it run, or why was it reused",
      section,
      refused: needsShown,
      run: () => {
        const found = shown();
        if (found) {
          setOver({ show: "why", ...found });
        } else {
          announce("No run of this step is shown.");
        }
      },
    },
    {
      id: "run.logs",
      label: "Show its events and logs",
      section,
      refused: needsShown,
      run: () => {
        const found = shown();
        context.go(path(found?.run ?? "", `?tab=events&step=${encodeURIComponent(found?.step ?? "")}`));
      },
    },
  ];
}
