import { type NodeProps, useStore } from "@xyflow/react";
import { memo } from "react";
import { useCatalog } from "../activities/activities";
import { stepOf } from "../document/document";
import { useDocument } from "../document/useDocument";
import { FamilyIcon } from "./FamilyIcon";
import { FindingsBadge } from "./FindingsBadge";
import { findingsOf } from "./findings";
import type { FlowNode } from "./flow";
import { portY, summaryOf } from "./geometry";
import { PortHandle } from "./PortHandle";
import { portsOf } from "./ports";
import { farZoom } from "./sight";
import { emptyCatalog } from "./useCanvasContext";

/** A step on the canvas. It holds nothing itself: all it shows is read from the store, so it can go out of sight and come back. */
export const StepNode = memo(function StepNode({ id, selected }: NodeProps<FlowNode>) {
  const step = useDocument((open) => stepOf(open.history.document, id));
  const findings = useDocument((open) => findingsOf(open.findings, id));
  const state = useDocument((open) => (Object.hasOwn(open.nodeState, id) ? open.nodeState[id] : undefined));
  const catalog = useCatalog().data ?? emptyCatalog;
  const ports = useDocument((open) => step && portsOf(open.history.document, catalog, step));
  const far = useStore((flow) => flow.transform[2] < farZoom);
  if (!step || !ports) {
    return null;
  }

  const isWrong = findings.some((finding) => finding.severity === "error");
  const summary = summaryOf(step);
  return (
    <div className={`step${far ? " step-far" : ""}${isWrong ? " step-wrong" : ""}`} data-state={state?.state}>
      <div className="step-name">
        {!far && <FamilyIcon uses={step.uses} />}
        <span className="step-title">{step.name}</span>
        <FindingsBadge findings={findings} />
      </div>
      {!far && (
        <>
          <div className="step-uses">
            <span>{step.uses}</span>
            {state && (
              <span className={`step-state state-${state.state}`} title={state.title}>
                {state.label}
              </span>
            )}
          </div>
          {summary !== "" && (
            <div className="step-summary" title={summary}>
              {summary}
            </div>
          )}
        </>
      )}
      {state?.share !== undefined && (
        <progress className="step-progress" aria-label={`Progress of ${step.name}`} value={state.share} max={1} />
      )}
      {ports.inputs.map((port, index) => (
        <PortHandle
          key={`in ${port.port}`}
          step={id}
          side="in"
          port={port}
          top={portY(step, index)}
          source={step.from[port.port]}
          reachable={selected ?? false}
        />
      ))}
      {ports.outputs.map((port, index) => (
        <PortHandle
          key={`out ${port.port}`}
          step={id}
          side="out"
          port={port}
          top={portY(step, index)}
          reachable={selected ?? false}
        />
      ))}
      {!far && (
        <div className="step-ports" aria-hidden="true">
          <div>
            {ports.inputs.map(({ port }) => (
              <span key={port}>{port}</span>
            ))}
          </div>
          <div>
            {ports.outputs.map(({ port }) => (
              <span key={port}>{port}</span>
            ))}
          </div>
        </div>
      )}
    </div>
  );
});
