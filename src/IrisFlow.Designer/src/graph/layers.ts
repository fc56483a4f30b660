/** A graph that is only looked at: nodes in layers from left to right. */
export interface GraphNode {
  id: string;
  title: string;
  subtitle: string;
  /** By which class it is drawn. */
  look: string;
  /** In which layer it stands, where that is settled; else right of all that leads to it. */
  layer?: number;
  to?: string;
}

export interface GraphEdge {
  from: string;
  to: string;
  look?: string;
}

export interface Placed extends GraphNode {
  x: number;
  y: number;
}

export interface Drawn {
  nodes: Placed[];
  edges: { from: Placed; to: Placed; look?: string }[];
  width: number;
  height: number;
}

export const box = { width: 196, height: 46, gapX: 64, gapY: 14 };

/** Where everything stands: by layer, and within it near to what it is wired to. Edges in a circle are drawn, and move nothing. */
export function placed(nodes: readonly GraphNode[], edges: readonly GraphEdge[]): Drawn {
  const layers = layersOf(nodes, edges);
  const columns = [...new Set(layers.values())].sort((a, b) => a - b);
  const rows = new Map<string, number>();
  const byColumn = columns.map((layer) => nodes.filter((node) => layers.get(node.id) === layer));
  for (const column of byColumn) {
    column.forEach((node, index) => rows.set(node.id, index));
  }
  const near = neighbours(edges);
  for (let round = 0; round < 4; round++) {
    for (const column of round % 2 === 0 ? byColumn : [...byColumn].reverse()) {
      const wanted = new Map(
        column.map((node) => [node.id, middle(near.get(node.id) ?? [], rows) ?? rows.get(node.id) ?? 0]),
      );
      column.sort((a, b) => (wanted.get(a.id) ?? 0) - (wanted.get(b.id) ?? 0));
      column.forEach((node, index) => rows.set(node.id, index));
    }
  }
  const most = Math.max(1, ...byColumn.map((column) => column.length));
  const step = box.height + box.gapY;
  const seats = byColumn.flatMap((column, at) =>
    column.map(
      (node, index): Placed => ({
        ...node,
        x: at * (box.width + box.gapX),
        y: (index + (most - column.length) / 2) * step,
      }),
    ),
  );
  const seat = new Map(seats.map((node) => [node.id, node]));
  return {
    nodes: seats,
    edges: edges.flatMap(({ from, to, look }) => {
      const [one, other] = [seat.get(from), seat.get(to)];
      return one && other ? [{ from: one, to: other, look }] : [];
    }),
    width: Math.max(1, columns.length) * (box.width + box.gapX) - box.gapX,
    height: most * step - box.gapY,
  };
}

function layersOf(nodes: readonly GraphNode[], edges: readonly GraphEdge[]): Map<string, number> {
  const into = new Map<string, string[]>();
  for (const { from, to } of edges) {
    into.set(to, [...(into.get(to) ?? []), from]);
  }
  const known = new Map(nodes.flatMap((node) => (node.layer === undefined ? [] : [[node.id, node.layer] as const])));
  const ids = new Set(nodes.map((node) => node.id));
  const find = (id: string, path: ReadonlySet<string>): number => {
    const found = known.get(id);
    if (found !== undefined) {
      return found;
    }
    const before = (into.get(id) ?? []).filter((one) => ids.has(one) && one !== id && !path.has(one));
    const layer = Math.max(-1, ...before.map((one) => find(one, new Set([...path, id])))) + 1;
    known.set(id, layer);
    return layer;
  };
  return new Map(nodes.map((node) => [node.id, find(node.id, new Set())]));
}

function neighbours(edges: readonly GraphEdge[]): Map<string, string[]> {
  const near = new Map<string, string[]>();
  for (const { from, to } of edges) {
    near.set(from, [...(near.get(from) ?? []), to]);
    near.set(to, [...(near.get(to) ?? []), from]);
  }
  return near;
}

function middle(ids: readonly string[], rows: ReadonlyMap<string, number>): number | undefined {
  return ids.length === 0 ? undefined : ids.reduce((sum, id) => sum + (rows.get(id) ?? 0), 0) / ids.length;
}
