import type { ElkNode, ElkPort } from "elkjs/lib/elk-api.js";
import type { Catalog } from "../../activities/activities";
import type { Places } from "../../document/commands";
import { groupsOf, type Point, type StepView, stepOf, stepsOf, wiresOf } from "../../document/document";
import { boxOf, foldedOf, groupRoom, type Placing } from "../flow";
import { boxAround, heightOf, portY, snapped, stepWidth } from "../geometry";
import { portsOf } from "../ports";

const options = {
  "elk.algorithm": "layered",
  "elk.direction": "RIGHT",
  "elk.spacing.nodeNode": "36",
  "elk.layered.spacing.nodeNodeBetweenLayers": "64",
  "elk.layered.considerModelOrder.strategy": "NODES_AND_EDGES",
  "elk.spacing.componentComponent": "60",
  // The canvas draws the wires its own way: their bends need not be computed.
  "elk.edgeRouting": "POLYLINE",
};

// Straight wires are worth a while for as many steps as one looks at; beyond that it would take minutes.
const few = { "elk.layered.nodePlacement.strategy": "NETWORK_SIMPLEX" };
const many = { "elk.layered.nodePlacement.strategy": "LINEAR_SEGMENTS", "elk.layered.thoroughness": "1" };
const manySteps = 150;

/** How a workflow is laid out: finely while it is small, quickly when it is large. */
function optionsFor(steps: number, groups: number): Record<string, string> {
  return {
    ...options,
    ...(steps > manySteps ? many : few),
    "elk.hierarchyHandling": groups > 0 ? "INCLUDE_CHILDREN" : "SEPARATE_CHILDREN",
  };
}

const groupOptions = { "elk.padding": "[top=44,left=20,bottom=20,right=20]" };

/** The workflow as the layout sees it: each step with its ports where they are, folded groups as one, others around their steps. */
export function elkGraphOf(placing: Placing, catalog: Catalog): ElkNode {
  const { document } = placing;
  const folded = foldedOf(document);
  const groups = groupsOf(document).filter((group) => group.steps.some((step) => stepOf(document, step)));
  const seated = new Map(groups.flatMap((group) => group.steps.map((step) => [step, group.id] as const)));
  const node = (step: StepView) => stepNode(placing, catalog, step);
  const children = [
    ...stepsOf(document)
      .filter((step) => !seated.has(step.name))
      .map(node),
    ...groups.map(
      (group): ElkNode => ({
        id: `g:${group.id}`,
        ...(group.collapsed
          ? { width: stepWidth, height: 60, ports: [], layoutOptions: {} }
          : {
              children: stepsOf(document)
                .filter((step) => seated.get(step.name) === group.id)
                .map(node),
              layoutOptions: groupOptions,
            }),
      }),
    ),
  ];
  const edges = wiresOf(document).flatMap(({ from, to }, index) => {
    const [source, target] = [folded.get(from.step), folded.get(to.step)];
    if (!stepOf(document, from.step) || from.step === to.step || (source !== undefined && source === target)) {
      return [];
    }

    return {
      id: `w${index}`,
      sources: [source === undefined ? portId(from.step, "out", from.port) : `g:${source}`],
      targets: [target === undefined ? portId(to.step, "in", to.port) : `g:${target}`],
    };
  });
  return { id: "root", layoutOptions: optionsFor(stepsOf(document).length, groups.length), children, edges };
}

/** Where the steps stand in a graph that was laid out. The steps of a folded group go where it goes. */
export function placesIn(graph: ElkNode, placing: Placing, catalog: Catalog): Places {
  const places: [string, Point][] = [];
  for (const child of graph.children ?? []) {
    const at = { x: child.x ?? 0, y: child.y ?? 0 };
    if (child.id.startsWith("s:")) {
      places.push([child.id.slice(2), snapped(at)]);
    } else if (child.children) {
      places.push(
        ...child.children.map(
          (inner) =>
            [inner.id.slice(2), snapped({ x: at.x + (inner.x ?? 0), y: at.y + (inner.y ?? 0) })] as [string, Point],
        ),
      );
    } else {
      places.push(...shifted(child.id.slice(2), at, placing, catalog));
    }
  }

  return Object.fromEntries(places);
}

function stepNode({ document }: Placing, catalog: Catalog, step: StepView): ElkNode {
  const ports = portsOf(document, catalog, step);
  const port = (side: "in" | "out", name: string, index: number): ElkPort => ({
    id: portId(step.name, side, name),
    x: side === "in" ? 0 : stepWidth,
    y: portY(step, index),
    width: 0,
    height: 0,
    layoutOptions: { "elk.port.side": side === "in" ? "WEST" : "EAST" },
  });
  return {
    id: `s:${step.name}`,
    width: stepWidth,
    height: heightOf(step, ports),
    ports: [
      ...ports.inputs.map((p, index) => port("in", p.port, index)),
      ...ports.outputs.map((p, index) => port("out", p.port, index)),
    ],
    layoutOptions: { "elk.portConstraints": "FIXED_POS" },
  };
}

function shifted(group: string, to: Point, placing: Placing, catalog: Catalog): [string, Point][] {
  const steps =
    groupsOf(placing.document)
      .find((one) => one.id === group)
      ?.steps.flatMap((name) => stepOf(placing.document, name) ?? []) ?? [];
  const boxes = steps.map((step) => boxOf(placing, catalog, step));
  const around = boxAround(boxes, groupRoom);
  return steps.map((step, index) => [
    step.name,
    snapped({ x: to.x + (boxes[index]?.x ?? 0) - around.x, y: to.y + (boxes[index]?.y ?? 0) - around.y }),
  ]);
}

const portId = (step: string, side: "in" | "out", port: string) => `${step}:${side}.${port}`;
