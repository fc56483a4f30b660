import { part } from "../api/client";
import type { Lineage, LineageNode } from "../api/comparisons";
import type { GraphEdge, GraphNode } from "../graph/layers";

// More than this no one reads from a drawing: the nearest are drawn, the table has all.
const most = 120;

/** The lineage up to so many steps from what was asked for. */
export function within(lineage: Lineage, reach: number): Lineage {
  const nodes = lineage.nodes.filter((node) => Math.abs(node.distance) <= reach);
  const ids = new Set(nodes.map((node) => node.id));
  return { ...lineage, nodes, edges: lineage.edges.filter((edge) => ids.has(edge.from) && ids.has(edge.to)) };
}

/** The lineage as it is drawn: what is before at the left, what is after at the right. */
export function graphOf(lineage: Lineage): { nodes: GraphNode[]; edges: GraphEdge[] } {
  const shown = [...lineage.nodes].sort((a, b) => Math.abs(a.distance) - Math.abs(b.distance)).slice(0, most);
  const ids = new Set(shown.map((node) => node.id));
  return {
    nodes: shown.map((node) => ({
      id: node.id,
      look: node.distance === 0 ? "here" : node.injected ? "injected" : node.kind,
      ...wordsOf(node),
    })),
    edges: lineage.edges.filter((edge) => ids.has(edge.from) && ids.has(edge.to)).map(({ from, to }) => ({ from, to })),
  };
}

function wordsOf(node: LineageNode): { title: string; subtitle: string; to?: string } {
  if (node.run === undefined || node.step === undefined || node.port === undefined) {
    return { title: node.source ?? "outside", subtitle: `from outside, ${node.digest.slice(0, 8)}` };
  }
  const columns = node.columns && node.columns.length > 0 ? node.columns.join(", ") : undefined;
  return {
    title: `${node.step}.${node.port}`,
    subtitle: columns ?? `${node.rows} rows, run ${node.run.slice(4, 8)}…${node.run.slice(-6)}`,
    to: `/lineage/${part(node.run)}/${part(node.step)}/${part(node.port)}`,
  };
}
