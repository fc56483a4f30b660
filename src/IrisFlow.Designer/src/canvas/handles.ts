import type { PortRef } from "./ports";

/** The port that a handle of React Flow stands for. */
export function refOf(handle: { nodeId: string; id?: string | null } | null | undefined): PortRef | undefined {
  const [side, port] = split(handle?.id ?? "");
  return handle && port !== "" && (side === "in" || side === "out") ? { step: handle.nodeId, port, side } : undefined;
}

/** The two ends of a connection of React Flow. */
export function endsOf(connection: {
  source: string;
  sourceHandle?: string | null;
  target: string;
  targetHandle?: string | null;
}): { from: PortRef; to: PortRef } | undefined {
  const from = refOf({ nodeId: connection.source, id: connection.sourceHandle });
  const to = refOf({ nodeId: connection.target, id: connection.targetHandle });
  return from && to && { from, to };
}

function split(id: string): [string, string] {
  const dot = id.indexOf(".");
  return dot < 0 ? ["", ""] : [id.slice(0, dot), id.slice(dot + 1)];
}
