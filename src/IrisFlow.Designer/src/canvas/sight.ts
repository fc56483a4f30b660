import { type ReactFlowState, useStore } from "@xyflow/react";
import { useCallback } from "react";
import type { FlowNode } from "./flow";
import { overlap } from "./geometry";

/** Above this many nodes, only those in sight are in the page; with more than that in sight there is no minimap. */
export const manyNodes = 300;

/** Below this, letters are too small to read: only what can be seen is drawn. */
export const farZoom = 0.4;

/** How much is in sight: few nodes, many, or so many from so far away that a picture shows as much. */
export type Sight = "few" | "many" | "crowd";

/** How much of the nodes is in sight. */
export function sightOf(
  { transform: [x, y, zoom], width, height }: Pick<ReactFlowState, "transform" | "width" | "height">,
  nodes: readonly FlowNode[],
): Sight {
  const seen = { x: -x / zoom, y: -y / zoom, width: width / zoom, height: height / zoom };
  let count = 0;
  for (const { position, width: wide = 0, height: high = 0 } of nodes) {
    if (overlap({ ...position, width: wide, height: high }, seen) && ++count > manyNodes) {
      return zoom < farZoom ? "crowd" : "many";
    }
  }

  return "few";
}

/** How much of the nodes is in sight now. */
export function useSight(nodes: readonly FlowNode[]): Sight {
  return useStore(
    useCallback((flow: ReactFlowState) => (nodes.length > manyNodes ? sightOf(flow, nodes) : "few"), [nodes]),
  );
}
