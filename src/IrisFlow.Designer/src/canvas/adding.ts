import type { Catalog, Port } from "../activities/activities";
import type { Command } from "../document/commands";
import { type Point, placesOf, stepOf, stepsOf, type WorkflowDocument } from "../document/document";
import { freshName } from "../document/names";
import type { OpenWorkflow } from "../document/store";
import { boxOf, type Placing } from "./flow";
import { heightOf, snapped, stepWidth } from "./geometry";
import { freeGround, rightOf } from "./layout/beside";
import { anyKind, type PortRef, portOf, portsOf } from "./ports";

export interface Adding {
  uses: string;
  /** Where it goes; without a place, beside what it is wired to, else to the middle of what is seen. */
  at?: Point;
  /** The port that the new step is wired to. */
  port?: PortRef;
  middle: Point;
}

/** The name that a new step gets, and the commands that add, place and wire it. */
export function addingOf(
  open: OpenWorkflow,
  catalog: Catalog,
  { uses, at, port, middle }: Adding,
): { name: string; commands: Command[] } {
  const { document } = open.history;
  const name = freshName(document, uses);
  const activity = catalog.get(uses);
  const ports = { inputs: activity?.inputs ?? [], outputs: activity?.outputs ?? [] };
  const wire = port && wireTo(document, catalog, name, ports, port);
  const placing: Placing = { document, placed: open.placed };
  const boxes = new Map(stepsOf(document).map((step) => [step.name, boxOf(placing, catalog, step)]));
  const size = { width: stepWidth, height: heightOf({ name, uses, from: {}, with: {}, policy: {} }, ports) };
  const beside =
    wire && port?.side === "out" && !at ? rightOf({ from: { in: `${port.step}.${port.port}` } }, boxes) : undefined;
  const { x, y } = at
    ? snapped(at)
    : freeGround({ ...size, ...(beside ?? { x: middle.x - size.width / 2, y: middle.y - size.height / 2 }) }, [
        ...boxes.values(),
      ]);
  return {
    name,
    commands: [...keepPlaces(open), { do: "add-step", name, uses, at: { x, y } }, ...(wire ? [wire] : [])],
  };
}

/** The output that a new step is wired to when one step is picked: the first that some input of the activity takes. */
export function portFor(
  document: WorkflowDocument,
  catalog: Catalog,
  picked: string | undefined,
  uses: string,
): PortRef | undefined {
  const step = picked === undefined ? undefined : stepOf(document, picked);
  const inputs = catalog.get(uses)?.inputs ?? [];
  const output =
    step && portsOf(document, catalog, step).outputs.find((one) => inputs.some((input) => goes(one, input)));
  return step && output && { step: step.name, port: output.port, side: "out" };
}

/** Whether an activity has a port that a wire from, or to, this one could end at. */
export function fits(document: WorkflowDocument, catalog: Catalog, port: PortRef, uses: string): boolean {
  const own = portOf(document, catalog, port);
  const activity = catalog.get(uses);
  return (
    own !== undefined &&
    (activity?.[port.side === "out" ? "inputs" : "outputs"] ?? []).some((other) => goes(own, other))
  );
}

/** Where the layout put steps is written down together with the first place that a person gives one. */
export function keepPlaces(open: Pick<OpenWorkflow, "history" | "placed">): Command[] {
  const known = placesOf(open.history.document);
  const steps = Object.entries(open.placed).filter(([name]) => !known.has(name) && stepOf(open.history.document, name));
  return steps.length === 0 ? [] : [{ do: "move", steps: Object.fromEntries(steps) }];
}

function wireTo(
  document: WorkflowDocument,
  catalog: Catalog,
  name: string,
  ports: { inputs: Port[]; outputs: Port[] },
  port: PortRef,
): Command | undefined {
  const own = portOf(document, catalog, port);
  const other = (port.side === "out" ? ports.inputs : ports.outputs).find((one) => own && goes(own, one));
  if (!other) {
    return undefined;
  }

  const [here, there] = [
    { step: name, port: other.port },
    { step: port.step, port: port.port },
  ];
  return port.side === "out" ? { do: "wire", from: there, to: here } : { do: "wire", from: here, to: there };
}

const goes = (one: Port, other: Port) => one.kind === other.kind || one.kind === anyKind || other.kind === anyKind;
