import { type ReactFlowState, useStore } from "@xyflow/react";
import { useCallback } from "react";
import type { FlowNode } from "./flow";

/** Above this many nodes, only those in sight are in the page; with more than that in sight, the whole is drawn as a picture. */
export const manyNodes = 300;

/** Below this, letters are too small to read: only what can be seen is drawn. */
export const farZoom = 0.4;

/** Whether more nodes are in sight than a page can well hold. */
export function useCrowded(nodes: readonly FlowNode[]): boolean {
  return useStore(
    useCallback(
      (flow: ReactFlowState) =>
        nodes.length > manyNodes && flow.transform[2] < farZoom && countSeen(flow, nodes) > manyNodes,
      [nodes],
    ),
  );
}

function countSeen({ transform: [x, y, zoom], width, height }: ReactFlowState, nodes: readonly FlowNode[]): number {
  const [left, top, right, bottom] = [-x / zoom, -y / zoom, (width - x) / zoom, (height - y) / zoom];
  let seen = 0;
  for (const { position, width: wide = 0, height: high = 0 } of nodes) {
    if (
      position.x < right &&
      position.x + wide > left &&
      position.y < bottom &&
      position.y + high > top &&
      ++seen > manyNodes
    ) {
      break;
    }
  }

  return seen;
}
