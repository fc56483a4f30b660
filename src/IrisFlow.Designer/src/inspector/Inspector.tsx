import { useEffect, useRef } from "react";
import { stepOf } from "../document/document";
import { useDocument } from "../document/useDocument";
import { controlAt, useFocus } from "../findings/places";
import { useScheduleActions } from "../schedules/form/useScheduleActions";
import "./inspector.css";
import { StepInspector } from "./StepInspector";
import { WorkflowInspector } from "./WorkflowInspector";

/** What is picked on the canvas, in full: a step, or the workflow where no step is. */
export function Inspector() {
  const steps = useDocument((open) => open.selection.steps);
  const name = steps.length === 1 ? steps[0] : undefined;
  const known = useDocument((open) => name !== undefined && stepOf(open.history.document, name) !== undefined);
  const root = useRef<HTMLDivElement>(null);
  useWantedFocus(root);
  useScheduleActions();
  return (
    <div className="inspector" ref={root}>
      {steps.length > 1 ? (
        <section className="inspector-body">
          <h2>{steps.length} steps</h2>
          <p className="hint">Pick one to see its parameters.</p>
          <ul className="plain-list">
            {steps.map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ul>
        </section>
      ) : name !== undefined && known ? (
        <StepInspector key={name} name={name} />
      ) : (
        <WorkflowInspector />
      )}
    </div>
  );
}

/** Puts the focus where a finding sent one, as soon as its field is there. */
function useWantedFocus(root: { current: HTMLElement | null }): void {
  const wanted = useFocus((focus) => focus.wanted);
  const done = useRef(useFocus.getState().wanted?.count);
  useEffect(() => {
    if (!wanted || wanted.count === done.current) {
      return;
    }
    done.current = wanted.count;
    let frame = 0;
    const put = (tries: number) => {
      const control = root.current && controlAt(root.current, wanted.pointer);
      if (control) {
        control.closest("details")?.setAttribute("open", "");
        control.focus();
        control.scrollIntoView?.({ block: "center" });
      } else if (tries > 0) {
        frame = requestAnimationFrame(() => put(tries - 1));
      }
    };
    put(10);
    return () => cancelAnimationFrame(frame);
  }, [wanted, root]);
}
