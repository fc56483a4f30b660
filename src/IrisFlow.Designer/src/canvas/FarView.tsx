import { type ReactFlowState, useStore } from "@xyflow/react";
import { useEffect, useRef } from "react";
import type { Point } from "../document/document";
import { useDocument } from "../document/useDocument";
import { findingsOf } from "./findings";
import type { FlowEdge, FlowNode } from "./flow";

interface Props {
  nodes: readonly FlowNode[];
  edges: readonly FlowEdge[];
}

/** Very many steps at once, as a picture: a click goes to a step. The list of steps says the same in words. */
export function FarView({ nodes, edges }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [x, y, zoom] = useStore((flow: ReactFlowState) => flow.transform);
  const width = useStore((flow) => flow.width);
  const height = useStore((flow) => flow.height);
  const findings = useDocument((open) => open.findings);
  const states = useDocument((open) => open.nodeState);

  useEffect(() => {
    const surface = canvas.current;
    const pen = surface?.getContext("2d");
    if (!surface || !pen) {
      return;
    }

    const sharp = window.devicePixelRatio;
    surface.width = width * sharp;
    surface.height = height * sharp;
    pen.setTransform(zoom * sharp, 0, 0, zoom * sharp, x * sharp, y * sharp);
    // The colours are those of the element's style: a picture knows no variables.
    const looks = getComputedStyle(surface);
    drawWires(pen, nodes, edges, looks.stroke, zoom);
    for (const node of nodes) {
      const wrong =
        findingsOf(findings, node.id).some((finding) => finding.severity === "error") ||
        states[node.id]?.state === "failed";
      pen.fillStyle = wrong
        ? looks.caretColor
        : node.selected
          ? looks.outlineColor
          : states[node.id]
            ? looks.borderTopColor
            : looks.color;
      pen.globalAlpha = node.type === "group" ? 0.08 : 1;
      pen.fillRect(node.position.x, node.position.y, node.width ?? 0, node.height ?? 0);
    }
  }, [nodes, edges, x, y, zoom, width, height, findings, states]);

  return <canvas ref={canvas} className="far-view" aria-hidden="true" />;
}

/** The step that is nearest to a place: from afar, nobody hits one. */
export function nearestStep(nodes: readonly FlowNode[], { x, y }: Point): FlowNode | undefined {
  const steps = nodes.filter((node) => node.type === "step");
  const far = ({ position, width = 0, height = 0 }: FlowNode) =>
    Math.hypot(position.x + width / 2 - x, position.y + height / 2 - y);
  return steps.reduce<FlowNode | undefined>((near, step) => (near && far(near) <= far(step) ? near : step), undefined);
}

function drawWires(
  pen: CanvasRenderingContext2D,
  nodes: readonly FlowNode[],
  edges: readonly FlowEdge[],
  stroke: string,
  zoom: number,
): void {
  const boxes = new Map(nodes.map((node) => [node.id, node]));
  pen.globalAlpha = 0.5;
  pen.strokeStyle = stroke;
  pen.lineWidth = 1 / zoom;
  pen.beginPath();
  for (const { source, target } of edges) {
    const [from, to] = [boxes.get(source), boxes.get(target)];
    if (from && to) {
      pen.moveTo(from.position.x + (from.width ?? 0), from.position.y + (from.height ?? 0) / 2);
      pen.lineTo(to.position.x, to.position.y + (to.height ?? 0) / 2);
    }
  }

  pen.stroke();
}
