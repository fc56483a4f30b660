import { stepsOf } from "../document/document";
import { useDocument } from "../document/useDocument";
import type { CanvasContext } from "./actions/context";
import { findingsOf } from "./findings";

/** The workflow as a list: each step with what it reads, in the order of the file. The same keys work here as on the canvas. */
export function StepList({ context }: { context: CanvasContext }) {
  const steps = useDocument((open) => stepsOf(open.history.document));
  const picked = useDocument((open) => open.selection.steps);
  const findings = useDocument((open) => open.findings);
  const states = useDocument((open) => open.nodeState);
  const tab = picked.find((name) => steps.some((step) => step.name === name)) ?? steps[0]?.name;
  if (steps.length === 0) {
    return <p className="soft step-list-none">There are no steps yet. Press / to add one.</p>;
  }

  return (
    <ol className="step-list" data-canvas="list" aria-label="Steps">
      {steps.map((step) => {
        const wrong = findingsOf(findings, step.name).length;
        const reads = Object.entries(step.from).map(([port, source]) => `${port} from ${source}`);
        const state = Object.hasOwn(states, step.name) ? states[step.name] : undefined;
        return (
          <li key={step.name}>
            <button
              type="button"
              tabIndex={step.name === tab ? 0 : -1}
              aria-current={picked.includes(step.name)}
              data-step={step.name}
              onClick={() => context.store.getState().select({ steps: [step.name] })}
              onDoubleClick={() => context.view.reveal(step.name)}
              onKeyDown={(event) => {
                const to = { ArrowDown: "next", ArrowUp: "previous" }[event.key];
                if (to && !event.altKey && !event.ctrlKey && !event.shiftKey) {
                  event.preventDefault();
                  beside(event.currentTarget, to === "next" ? 1 : -1);
                }
              }}
            >
              <span className="step-list-name">{step.name}</span>
              <span className="step-list-uses">{step.uses}</span>
              {wrong > 0 && (
                <span className="badge badge-bad">
                  {wrong}
                  <span className="visually-hidden"> {wrong === 1 ? "finding" : "findings"}</span>
                </span>
              )}
              <span className="step-list-reads">{reads.length > 0 ? reads.join(", ") : "reads nothing"}</span>
              {state && <span className={`step-state state-${state.state}`}>{state.label}</span>}
            </button>
          </li>
        );
      })}
    </ol>
  );
}

/** Goes to the item before or after, and picks it. */
function beside(item: HTMLElement, by: 1 | -1): void {
  const row = by > 0 ? item.parentElement?.nextElementSibling : item.parentElement?.previousElementSibling;
  const button = row?.querySelector("button");
  button?.focus();
  button?.click();
}
