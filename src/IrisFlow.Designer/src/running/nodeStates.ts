import { outputOf, stepOf, stepsOf, type WorkflowDocument } from "../document/document";
import { isObject, type JsonObject, member } from "../document/json";
import type { NodeState } from "../document/store";
import type { RunNow, StepNow } from "./progress";
import { age, duration } from "./times";

/** What the canvas shows of a run, by step. Steps that were edited since then, and what reads from them, are shown as such. */
export function nodeStates(
  now: RunNow,
  definition: JsonObject,
  document: WorkflowDocument,
  clock: number,
): Record<string, NodeState> {
  const stale = now.state === "running" ? new Set<string>() : staleSteps(definition, document);
  return Object.fromEntries(
    stepsOf(document).flatMap(({ name }) => {
      const step = Object.hasOwn(now.steps, name) ? now.steps[name] : undefined;
      return stale.has(name) ? [[name, staleOf(step)]] : step ? [[name, shownOf(step, clock)]] : [];
    }),
  );
}

/** That a step failed is seen also where it reads otherwise now, or the run was begun with other values. */
const staleOf = (step: StepNow | undefined): NodeState => ({
  state: "stale",
  label: step?.state === "failed" ? "failed, edited since" : "edited since",
  title: ["The run did this step in another way.", step?.text].filter(Boolean).join("\n"),
});

/** How a step of a run is shown. */
export function shownOf(step: StepNow, clock: number): NodeState {
  const tries = step.failedTries > 0 ? `, try ${step.failedTries + 1}` : "";
  switch (step.state) {
    case "waiting":
      return { state: "waiting", label: "waiting" };
    case "running": {
      const percent = step.share === undefined ? "" : ` ${Math.floor(step.share * 100)} %`;
      return { state: "running", label: `running${percent}${tries}`, share: step.share, title: step.text };
    }
    case "succeeded":
      return {
        state: "done",
        label: step.milliseconds === undefined ? "done" : duration(step.milliseconds),
        title: `Done: ${step.text}`,
      };
    case "reused":
      return {
        state: "reused",
        label: `reused${step.madeAt === undefined ? "" : `, ${age(step.madeAt, clock)} old`}`,
        title: step.text,
      };
    case "injected":
      return { state: "injected", label: "your data", title: step.text };
    case "failed":
      return { state: "failed", label: "failed", title: step.text };
    case "cancelled":
      return { state: "cancelled", label: "cancelled", title: step.text };
    case "not-selected":
      return { state: "skipped", label: "left out", title: step.text };
    case "not-reached":
      return { state: "skipped", label: "not reached", title: "The run ended before it." };
  }
}

/** The steps that a run did otherwise than the document says now, and all that read from them. */
export function staleSteps(definition: JsonObject, document: WorkflowDocument): ReadonlySet<string> {
  const before = member(definition, "steps");
  const now = member(document.definition, "steps");
  const stale = new Set<string>();
  const defaultsChanged = text(member(definition, "parameters")) !== text(member(document.definition, "parameters"));
  const isStale = (name: string, path: readonly string[]): boolean => {
    if (stale.has(name)) {
      return true;
    }
    const step = stepOf(document, name);
    const [old, current] = [member(before, name), member(now, name)];
    const edited =
      !isObject(old) ||
      ["uses", "from", "with"].some((part) => text(member(old, part)) !== text(member(current, part))) ||
      (defaultsChanged && text(member(current, "with")).includes("${"));
    const reads = Object.values(step?.from ?? {}).flatMap((source) => outputOf(source)?.step ?? []);
    const found = edited || reads.some((source) => !path.includes(source) && isStale(source, [...path, name]));
    if (found) {
      stale.add(name);
    }
    return found;
  };
  for (const step of stepsOf(document)) {
    isStale(step.name, []);
  }
  return stale;
}

// The order of members means nothing, and neither does a member that is empty.
function text(value: unknown): string {
  return JSON.stringify(value ?? {}, (_, inner: unknown) =>
    isObject(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : typeof inner === "bigint"
        ? // The run's own document was read by the browser, which rounds.
          Number(inner)
        : inner,
  );
}
