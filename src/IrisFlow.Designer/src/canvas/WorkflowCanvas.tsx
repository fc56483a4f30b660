import {
  Background,
  BackgroundVariant,
  MiniMap,
  ReactFlow,
  type ReactFlowProps,
  SelectionMode,
  useStoreApi,
} from "@xyflow/react";
import { type FocusEvent, type MouseEvent, useMemo, useRef } from "react";
import { useCatalog } from "../activities/activities";
import { announce } from "../app/announce";
import { useDocument } from "../document/useDocument";
import { useRunning } from "../running/runningState";
import type { CanvasContext } from "./actions/context";
import { go } from "./actions/steps";
import { ConnectionReason } from "./ConnectionReason";
import { useCanvas } from "./canvasState";
import { refusalOf } from "./connection";
import { edit } from "./edit";
import { FarView, nearestStep } from "./FarView";
import { wrongWires } from "./findings";
import { edgesOf, Flow, type FlowEdge, type FlowNode, selectionOf } from "./flow";
import { FoldedNode, GroupNode } from "./GroupNode";
import { stepWidth } from "./geometry";
import { isGivenUp, useGivingUp } from "./givingUp";
import { refOf } from "./handles";
import { NoteNode } from "./NoteNode";
import { dragType } from "./Palette";
import { addStep } from "./QuickAdd";
import { StepNode } from "./StepNode";
import { manyNodes, useSight } from "./sight";
import { emptyCatalog, zooms } from "./useCanvasContext";
import { useFlowChanges } from "./useFlowChanges";
import { useKeptFocus } from "./useKeptFocus";

const nodeTypes = { step: StepNode, group: GroupNode, folded: FoldedNode, note: NoteNode };

const nothing: never[] = [];

/** The workflow as a graph. */
export function WorkflowCanvas({ context }: { context: CanvasContext }) {
  const document = useDocument((open) => open.history.document);
  const placed = useDocument((open) => open.placed);
  const selection = useDocument((open) => open.selection);
  const findings = useDocument((open) => open.findings);
  const dragged = useCanvas((canvas) => canvas.dragged);
  const minimap = useCanvas((canvas) => canvas.minimap);
  const catalog = useCatalog().data ?? emptyCatalog;
  const flow = useRef(new Flow()).current;
  const nodes = useMemo(
    () => flow.nodes({ document, placed, dragged }, catalog, selection),
    [flow, document, placed, dragged, catalog, selection],
  );
  const edges = useMemo(
    () => edgesOf(document, catalog, selection, wrongWires(findings)),
    [document, catalog, selection, findings],
  );
  const sight = useSight(nodes);
  const crowded = sight === "crowd";
  const section = useRef<HTMLElement>(null);
  useKeptFocus(section);
  useGivingUp();
  const changes = useFlowChanges(context);
  const reactFlow = useStoreApi();
  const pointer = usePointer(context);
  // A wire whose end is pulled off is no new wire.
  const pulled = useRef(false);
  return (
    <section className="canvas" data-canvas="flow" tabIndex={-1} aria-label="Canvas" ref={section} {...pointer}>
      <ReactFlow<FlowNode, FlowEdge>
        nodes={crowded ? nothing : nodes}
        edges={crowded ? nothing : edges}
        nodeTypes={nodeTypes}
        {...changes}
        {...options}
        onlyRenderVisibleElements={nodes.length > manyNodes}
        // An empty canvas stays as it is: what is dropped there should not jump.
        onInit={() => nodes.length > 0 && context.view.fit(undefined, 0)}
        onConnectEnd={(event, connection) => {
          const from = refOf(connection.fromHandle);
          const to = refOf(connection.toHandle);
          const at = placeOfEvent(event);
          if (isGivenUp()) {
            return;
          }

          if (from && to && !connection.isValid) {
            announce(refusalOf(context.store.getState().history.document, context.catalog(), from, to) ?? "");
          } else if (from && !connection.toNode && !to && !pulled.current) {
            useCanvas
              .getState()
              .setOver({ show: "quick-add", screen: at, at: beside(context, at, from.side), port: from });
          }
        }}
        onReconnectStart={() => {
          pulled.current = true;
        }}
        onReconnectEnd={(_, edge, __, connection) => {
          pulled.current = false;
          // A wire that is dropped where nothing is comes off.
          if (
            !isGivenUp() &&
            !connection.toHandle &&
            edge.data &&
            edit(context.store, { do: "unwire", ...edge.data.wire })
          ) {
            announce(`Nothing is wired to ${edge.id} any more.`);
          }
        }}
        // The frame that would lie over what was picked keeps the pointer from the steps.
        onSelectionEnd={() => reactFlow.setState({ nodesSelectionActive: false })}
        onPaneClick={(event) => {
          if (event.ctrlKey || event.metaKey) {
            quickAddAt(context, event);
          } else if (crowded) {
            goTo(context, nearestStep(nodes, context.view.placeAt({ x: event.clientX, y: event.clientY })));
          }
        }}
        onNodeDoubleClick={(_, node) => {
          if (node.type === "step") {
            useCanvas.getState().setOver({ show: "rename", step: node.id });
          } else if (node.type !== "note") {
            useCanvas.getState().setOver({ show: "label-group", id: node.data.name });
          }
        }}
        onNodeContextMenu={(event, node) => {
          if (node.type === "step") {
            event.preventDefault();
            context.store.getState().select({ steps: [node.id] });
            useRunning.getState().setOver({ show: "menu", step: node.id, at: { x: event.clientX, y: event.clientY } });
          }
        }}
        onDragOver={(event) => {
          if (event.dataTransfer.types.includes(dragType)) {
            event.preventDefault();
            event.dataTransfer.dropEffect = "copy";
          }
        }}
        onDrop={(event) => {
          const uses = event.dataTransfer.getData(dragType);
          if (context.catalog().has(uses)) {
            event.preventDefault();
            addStep(context, uses, { at: context.view.placeAt({ x: event.clientX - 60, y: event.clientY - 20 }) });
          }
        }}
      >
        <Background variant={BackgroundVariant.Dots} gap={20} size={1.2} />
        {crowded && <FarView nodes={nodes} edges={edges} />}
        {minimap && sight === "few" && (
          <MiniMap
            pannable
            zoomable
            ariaLabel="Overview"
            style={miniature}
            nodeClassName={(node) => `mini-${node.type}`}
            nodeBorderRadius={20}
          />
        )}
        <ConnectionReason />
      </ReactFlow>
    </section>
  );
}

const options: ReactFlowProps<FlowNode, FlowEdge> = {
  minZoom: zooms.min,
  maxZoom: zooms.max,
  // All keys come from the table of actions.
  disableKeyboardA11y: true,
  deleteKeyCode: null,
  multiSelectionKeyCode: ["Control", "Meta", "Shift"],
  selectionMode: SelectionMode.Partial,
  edgesFocusable: false,
  elevateNodesOnSelect: false,
  zoomOnDoubleClick: false,
  // Two fingers, or the wheel, move what is seen; with Ctrl, or two fingers apart, it grows.
  panOnScroll: true,
  panOnScrollSpeed: 1,
  nodeDragThreshold: 3,
  connectionRadius: 24,
  proOptions: { hideAttribution: false },
};

const miniature = { width: 168, height: 104 };

function goTo(context: CanvasContext, node: FlowNode | undefined): void {
  if (node) {
    go(context, node.id);
  }
}

/** The focus that the keyboard brings to a step, a group or a note picks it, so that keys mean it. */
function usePointer(context: CanvasContext) {
  return useMemo(
    () => ({
      onFocus: (event: FocusEvent<HTMLElement>) => {
        const node = event.target instanceof Element ? event.target.closest<HTMLElement>(".react-flow__node") : null;
        const { selection, select } = context.store.getState();
        const focused = selectionOf(node?.dataset.id === undefined ? [] : [node.dataset.id]);
        const isPicked = (["steps", "groups", "notes"] as const).every((kind) =>
          focused[kind].every((name) => selection[kind].includes(name)),
        );
        if (!isPicked && event.target.matches(":focus-visible")) {
          select(focused);
        }
      },
    }),
    [context],
  );
}

function quickAddAt(context: CanvasContext, event: MouseEvent): void {
  const screen = { x: event.clientX, y: event.clientY };
  useCanvas.getState().setOver({ show: "quick-add", screen, at: context.view.placeAt(screen) });
}

function placeOfEvent(event: globalThis.MouseEvent | TouchEvent): { x: number; y: number } {
  const point = "changedTouches" in event ? event.changedTouches[0] : event;
  return { x: point?.clientX ?? 0, y: point?.clientY ?? 0 };
}

/** A step that is added where a wire was dropped stands so that the wire ends at its edge. */
function beside(context: CanvasContext, screen: { x: number; y: number }, side: "in" | "out") {
  const { x, y } = context.view.placeAt(screen);
  return { x: side === "out" ? x : x - stepWidth, y: y - 65 };
}
