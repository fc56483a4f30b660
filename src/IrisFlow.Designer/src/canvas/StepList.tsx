import { type KeyboardEvent, type MouseEvent, memo, useRef } from "react";
import { stepOf, stepsOf } from "../document/document";
import { useDocument } from "../document/useDocument";
import type { CanvasContext } from "./actions/context";
import { FindingsBadge } from "./FindingsBadge";
import { findingsOf } from "./findings";
import { useKeptFocus } from "./useKeptFocus";

/** The workflow as a list: each step with what it reads, in the order of the file. The same keys work here as on the canvas. */
export function StepList({ context }: { context: CanvasContext }) {
  const steps = useDocument((open) => stepsOf(open.history.document));
  const tab = useDocument(
    (open) => open.selection.steps.find((name) => stepOf(open.history.document, name)) ?? steps[0]?.name,
  );
  const list = useRef<HTMLOListElement>(null);
  useKeptFocus(list, tabStop);
  if (steps.length === 0) {
    return <p className="soft step-list-none">There are no steps yet. Press / to add one.</p>;
  }

  return (
    <ol className="step-list" data-canvas="list" aria-label="Steps" ref={list}>
      {steps.map(({ name }) => (
        <StepRow key={name} name={name} reachable={name === tab} context={context} />
      ))}
    </ol>
  );
}

interface RowProps {
  name: string;
  reachable: boolean;
  context: CanvasContext;
}

/** A step of the list. Each row looks for its own part, so that of thousands only those are drawn anew that changed. */
const StepRow = memo(function StepRow({ name, reachable, context }: RowProps) {
  const step = useDocument((open) => stepOf(open.history.document, name));
  const isPicked = useDocument((open) => open.selection.steps.includes(name));
  const findings = useDocument((open) => findingsOf(open.findings, name));
  const state = useDocument((open) => (Object.hasOwn(open.nodeState, name) ? open.nodeState[name] : undefined));
  const reads = Object.entries(step?.from ?? {}).map(([port, source]) => `${port} from ${source}`);
  return (
    <li>
      <button
        type="button"
        tabIndex={reachable ? 0 : -1}
        aria-current={isPicked}
        data-step={name}
        onClick={(event) => pick(context, name, event)}
        onDoubleClick={() => context.view.reveal(name)}
        onKeyDown={goAlong}
      >
        <span className="step-list-name">{name}</span>
        <span className="step-list-uses">{step?.uses}</span>
        <FindingsBadge findings={findings} />
        <span className="step-list-reads">{reads.length > 0 ? reads.join(", ") : "reads nothing"}</span>
        {state && <span className={`step-state state-${state.state}`}>{state.label}</span>}
      </button>
    </li>
  );
});

/** With Ctrl or Shift, the step is picked besides the others, or no longer. */
function pick(context: CanvasContext, name: string, { ctrlKey, metaKey, shiftKey }: MouseEvent): void {
  const { selection, select } = context.store.getState();
  const others = selection.steps.filter((step) => step !== name);
  if (ctrlKey || metaKey || shiftKey) {
    select({ steps: selection.steps.includes(name) ? others : [...others, name] });
  } else {
    select({ steps: [name] });
  }
}

/** Arrows go to the item before or after, and pick it. */
function goAlong(event: KeyboardEvent<HTMLElement>): void {
  const { key, altKey, ctrlKey, metaKey, shiftKey, currentTarget } = event;
  const to = { ArrowDown: "nextElementSibling", ArrowUp: "previousElementSibling" } as const;
  if ((key === "ArrowDown" || key === "ArrowUp") && !altKey && !ctrlKey && !metaKey && !shiftKey) {
    event.preventDefault();
    const button = currentTarget.parentElement?.[to[key]]?.querySelector("button");
    button?.focus();
    button?.click();
  }
}

const tabStop = (list: HTMLElement) => list.querySelector<HTMLElement>("[tabindex='0']");
