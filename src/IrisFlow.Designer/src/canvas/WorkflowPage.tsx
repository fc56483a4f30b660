import { ReactFlowProvider } from "@xyflow/react";
import { type KeyboardEvent, useMemo } from "react";
import { useParams } from "react-router";
import { useActions } from "../actions/registry";
import { useCatalog } from "../activities/activities";
import { OpenDocument, useDocument } from "../document/useDocument";
import { useRevealed } from "../findings/useFindings";
import { Inspector } from "../inspector/Inspector";
import { RunView } from "../running/RunView";
import { canvasActions } from "./actions/table";
import "@xyflow/react/dist/base.css";
import "./canvas.css";
import "./nodes.css";
import { useCanvas } from "./canvasState";
import { Overs } from "./Overs";
import { Palette } from "./Palette";
import { StepList } from "./StepList";
import { Toolbar } from "./Toolbar";
import { useCanvasContext } from "./useCanvasContext";
import { useClipboard } from "./useClipboard";
import { useFirstLayout } from "./useFirstLayout";
import { useWorkflowFile } from "./useWorkflowFile";
import { WorkflowCanvas } from "./WorkflowCanvas";

/** A workflow: what it can be made of, what it is, and what is picked of it. */
export function WorkflowPage() {
  const { name = "" } = useParams();
  return (
    <OpenDocument workflow={name} key={name}>
      <ReactFlowProvider>
        <Studio name={name} />
      </ReactFlowProvider>
    </OpenDocument>
  );
}

function Studio({ name }: { name: string }) {
  useWorkflowFile(name);
  // A workspace without activities is shown all the same; one that can't be asked is not.
  const catalog = useCatalog();
  if (catalog.isError) {
    throw catalog.error;
  }

  const context = useCanvasContext();
  const actions = useMemo(() => canvasActions(context), [context]);
  useActions(actions);
  useClipboard(context);
  useRevealed(context.view.show);
  const loaded = useDocument((open) => open.loaded) && catalog.isSuccess;
  const placing = useFirstLayout();
  // Escape leaves what stands beside the canvas, unless a field or a dialog that is above it has a use for it.
  const leave = (event: KeyboardEvent) => {
    const isSearched = event.target instanceof HTMLInputElement && event.target.type === "search" && event.target.value;
    const isInDialog = event.target instanceof Element && event.target.closest("dialog") !== null;
    if (event.key === "Escape" && !event.defaultPrevented && !isSearched && !isInDialog) {
      event.preventDefault();
      context.view.focus();
    }
  };
  const left = useCanvas((canvas) => canvas.left);
  const setLeft = useCanvas((canvas) => canvas.setLeft);
  return (
    <main className="studio">
      <Toolbar />
      <aside className="studio-left" data-left aria-label="Activities and steps" onKeyDown={leave}>
        <div className="tabs" role="group" aria-label="Shown here">
          <button type="button" aria-pressed={left === "activities"} onClick={() => setLeft("activities")}>
            Activities
          </button>
          <button type="button" aria-pressed={left === "steps"} onClick={() => setLeft("steps")}>
            Steps
          </button>
        </div>
        {left === "activities" ? <Palette context={context} /> : <StepList context={context} />}
      </aside>
      {loaded && !placing ? (
        <WorkflowCanvas context={context} />
      ) : (
        <p className="canvas canvas-wait" role="status">
          {loaded ? "Laying out…" : "Loading…"}
        </p>
      )}
      <aside className="studio-right" data-inspector aria-label="Inspector" onKeyDown={leave}>
        <RunView />
        <Inspector />
      </aside>
      <Overs context={context} />
    </main>
  );
}
