import type { Edge, Node } from "@xyflow/react";
import type { Catalog } from "../activities/activities";
import {
  type GroupView,
  groupsOf,
  notesOf,
  type Point,
  placesOf,
  type StepView,
  stepOf,
  stepsOf,
  type WorkflowDocument,
  wiresOf,
} from "../document/document";
import type { OpenWorkflow, Selection } from "../document/store";
import { type Box, boxAround, heightOf, portY, stepWidth } from "./geometry";
import { lookOf, type Ports, portsOf } from "./ports";

export type FlowNode = Node<{ name: string }, "step" | "group" | "folded" | "note">;
export type FlowEdge = Edge<{ wire: { step: string; port: string } }>;

/** How a port is called among the handles of its node. */
export const handleId = (side: "in" | "out", port: string) => `${side}.${port}`;

/** Steps share their names with nothing: groups and notes are told apart by what stands before the colon. */
export const groupNode = (id: string) => `group:${id}`;
export const noteNode = (id: string) => `note:${id}`;
export const idOf = (node: string) => node.slice(node.indexOf(":") + 1);

/** What is picked when these nodes are. */
export const selectionOf = (nodes: readonly string[]) => ({
  steps: nodes.filter((id) => !id.includes(":")),
  groups: nodes.filter((id) => id.startsWith("group:")).map(idOf),
  notes: nodes.filter((id) => id.startsWith("note:")).map(idOf),
});

export type Placing = Pick<OpenWorkflow, "placed"> & {
  document: WorkflowDocument;
  dragged?: Readonly<Record<string, Point>>;
};

/** Where a step stands: where it is dragged to, where it was put, or where the layout put it. */
export function placeOf({ document, placed, dragged }: Placing, name: string): Point {
  return own(dragged, name) ?? placesOf(document).get(name) ?? own(placed, name) ?? { x: 0, y: 0 };
}

/** The box of a step. */
export function boxOf(placing: Placing, catalog: Catalog, step: StepView): Box {
  const { x, y } = placeOf(placing, step.name);
  return { x, y, width: stepWidth, height: heightOf(step, portsOf(placing.document, catalog, step)) };
}

/** The frame around the steps of a group; none when it has no step. */
export function groupBox(placing: Placing, catalog: Catalog, group: GroupView): Box | undefined {
  const boxes = group.steps
    .flatMap((name) => stepOf(placing.document, name) ?? [])
    .map((step) => boxOf(placing, catalog, step));
  return boxes.length === 0 ? undefined : boxAround(boxes, groupRoom);
}

/** The room between a group's frame and its steps. */
export const groupRoom = { sides: 20, top: 44 };

/** The folded group that stands for a step, by step. */
export function foldedOf(document: WorkflowDocument): ReadonlyMap<string, string> {
  return new Map(
    groupsOf(document).flatMap((group) =>
      group.collapsed ? group.steps.map((step) => [step, group.id] as const) : [],
    ),
  );
}

/** What React Flow draws, from the document. A node that is as it was is the same object, so that it is not drawn again. */
export class Flow {
  private before = new Map<string, { parts: readonly unknown[]; node: FlowNode }>();
  private now = new Map<string, { parts: readonly unknown[]; node: FlowNode }>();

  nodes(placing: Placing, catalog: Catalog, selection: Selection): FlowNode[] {
    this.now = new Map();
    const { document } = placing;
    const folded = foldedOf(document);
    const picked = new Set(selection.steps);
    const nodes = [
      ...groupsOf(document).map((group) => this.group(placing, catalog, group, selection.groups.includes(group.id))),
      ...stepsOf(document)
        .filter((step) => !folded.has(step.name))
        .map((step) => this.step(placing, catalog, step, picked.has(step.name))),
      ...notesOf(document).map((note) => this.note(placing, note.id, note, selection.notes.includes(note.id))),
    ];
    this.before = this.now;
    return nodes.filter((node) => node !== undefined);
  }

  private step(placing: Placing, catalog: Catalog, step: StepView, selected: boolean): FlowNode {
    const { x, y } = placeOf(placing, step.name);
    const ports = portsOf(placing.document, catalog, step);
    return this.same(step.name, [step, ports.inputs.length, ports.outputs.length, x, y, selected], () => {
      const size = { width: stepWidth, height: heightOf(step, ports) };
      return {
        id: step.name,
        type: "step",
        position: { x, y },
        ...size,
        measured: size,
        handles: handlesOf(step, ports),
        selected,
        data: { name: step.name },
        ariaLabel: `Step ${step.name}, ${step.uses}`,
        zIndex: selected ? 3 : 2,
      };
    });
  }

  private group(placing: Placing, catalog: Catalog, group: GroupView, selected: boolean): FlowNode | undefined {
    const around = groupBox(placing, catalog, group);
    if (!around) {
      return undefined;
    }

    const { x, y } = own(placing.dragged, groupNode(group.id)) ?? around;
    const size = group.collapsed ? { width: stepWidth, height: 60 } : { width: around.width, height: around.height };
    return this.same(groupNode(group.id), [group.collapsed, x, y, size.width, size.height, selected], () => ({
      id: groupNode(group.id),
      type: group.collapsed ? "folded" : "group",
      position: { x, y },
      ...size,
      measured: size,
      handles: group.collapsed ? foldedHandles : undefined,
      selected,
      data: { name: group.id },
      ariaLabel: `Group ${group.label}`,
      zIndex: group.collapsed ? 2 : 0,
    }));
  }

  private note(placing: Placing, id: string, box: Box, selected: boolean): FlowNode {
    const { x, y } = own(placing.dragged, noteNode(id)) ?? box;
    const size = { width: box.width, height: box.height };
    return this.same(noteNode(id), [x, y, size.width, size.height, selected], () => ({
      id: noteNode(id),
      type: "note",
      position: { x, y },
      ...size,
      measured: size,
      selected,
      data: { name: id },
      ariaLabel: "Note",
      zIndex: 1,
    }));
  }

  private same(id: string, parts: readonly unknown[], make: () => FlowNode): FlowNode {
    const known = this.before.get(id);
    const node = known && parts.every((part, index) => part === known.parts[index]) ? known.node : make();
    this.now.set(id, { parts, node });
    return node;
  }
}

/** The wires as React Flow draws them; those inside a folded group are not seen, those across its border end at it. */
export function edgesOf(
  document: WorkflowDocument,
  catalog: Catalog,
  selection: Selection,
  wrong: ReadonlySet<string>,
): FlowEdge[] {
  const folded = foldedOf(document);
  const picked = new Set(selection.wires.map(({ step, port }) => `${step}.${port}`));
  return wiresOf(document).flatMap(({ from, to }) => {
    const [source, target] = [folded.get(from.step), folded.get(to.step)];
    const step = stepOf(document, from.step);
    if (!step || (source !== undefined && source === target)) {
      return [];
    }

    const kind = portsOf(document, catalog, step).outputs.find((port) => port.port === from.port)?.kind ?? "other";
    const id = `${to.step}.${to.port}`;
    const selected = picked.has(id);
    return {
      id,
      source: source === undefined ? from.step : groupNode(source),
      sourceHandle: source === undefined ? handleId("out", from.port) : "out",
      target: target === undefined ? to.step : groupNode(target),
      targetHandle: target === undefined ? handleId("in", to.port) : "in",
      className: `wire wire-${lookOf(kind)}${wrong.has(id) ? " wire-wrong" : ""}`,
      selected,
      reconnectable: source === undefined && target === undefined,
      data: { wire: to },
      zIndex: selected ? 3 : 1,
    };
  });
}

// A handle is larger than its sign, and reaches into the step: wires end at its outer edge, where the sign is.
const reach = { size: 22, height: 20, out: 6 };

function handlesOf(step: StepView, ports: Ports): FlowNode["handles"] {
  const handle = (side: "in" | "out", port: string, index: number) => ({
    id: handleId(side, port),
    type: side === "in" ? ("target" as const) : ("source" as const),
    position: (side === "in" ? "left" : "right") as never,
    x: side === "in" ? -reach.out : stepWidth + reach.out - reach.size,
    y: portY(step, index) - reach.height / 2,
    width: reach.size,
    height: reach.height,
  });
  return [
    ...ports.inputs.map(({ port }, index) => handle("in", port, index)),
    ...ports.outputs.map(({ port }, index) => handle("out", port, index)),
  ];
}

const foldedHandles: FlowNode["handles"] = [
  {
    id: "in",
    type: "target",
    position: "left" as never,
    x: -reach.out,
    y: 30 - reach.height / 2,
    width: reach.size,
    height: reach.height,
  },
  {
    id: "out",
    type: "source",
    position: "right" as never,
    x: stepWidth + reach.out - reach.size,
    y: 30 - reach.height / 2,
    width: reach.size,
    height: reach.height,
  },
];

function own<T>(record: Readonly<Record<string, T>> | undefined, key: string): T | undefined {
  return record && Object.hasOwn(record, key) ? record[key] : undefined;
}
