import { type ReactFlowState, useStore } from "@xyflow/react";
import { useCallback } from "react";

/** Whether more nodes than that are in sight. */
export function useCrowded(limit: number): boolean {
  return useStore(
    useCallback((flow: ReactFlowState) => flow.nodes.length > limit && countSeen(flow, limit) > limit, [limit]),
  );
}

function countSeen({ nodes, transform: [x, y, zoom], width, height }: ReactFlowState, enough: number): number {
  const [left, top, right, bottom] = [-x / zoom, -y / zoom, (width - x) / zoom, (height - y) / zoom];
  let seen = 0;
  for (const { position, width: wide = 0, height: high = 0 } of nodes) {
    if (
      position.x < right &&
      position.x + wide > left &&
      position.y < bottom &&
      position.y + high > top &&
      ++seen > enough
    ) {
      break;
    }
  }

  return seen;
}
