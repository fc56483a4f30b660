import type { Activity, Catalog, Port } from "../activities/activities";
import { type StepView, stepOf, type WorkflowDocument, wiresOf } from "../document/document";

/** A port of a step. */
export interface PortRef {
  step: string;
  port: string;
  side: "in" | "out";
}

export interface Ports {
  inputs: readonly Port[];
  outputs: readonly Port[];
}

/** The kind of a port of an activity that the workspace does not have: it goes with any. */
export const anyKind = "any";

/** The ports of a step: those of its activity, and those that wires name without the activity having them. */
export function portsOf(document: WorkflowDocument, catalog: Catalog, step: StepView): Ports {
  const activity = catalog.get(step.uses);
  const inputs = Object.keys(step.from);
  const outputs = outputsRead(document).get(step.name) ?? none;
  if (
    activity &&
    inputs.every((port) => has(activity.inputs, port)) &&
    outputs.every((port) => has(activity.outputs, port))
  ) {
    return activity;
  }

  // Asked again of the same, the answer is the same object: what is drawn of it is drawn once.
  const known = made.get(step);
  if (known && known.activity === activity && known.outputs === outputs) {
    return known.ports;
  }

  const ports = { inputs: extended(activity, "inputs", inputs), outputs: extended(activity, "outputs", outputs) };
  made.set(step, { activity, outputs, ports });
  return ports;
}

const made = new WeakMap<StepView, { activity?: Activity; outputs: readonly string[]; ports: Ports }>();

/** A port by name. */
export function portOf(document: WorkflowDocument, catalog: Catalog, { step, port, side }: PortRef): Port | undefined {
  const view = stepOf(document, step);
  const ports = view && portsOf(document, catalog, view);
  return ports?.[side === "in" ? "inputs" : "outputs"].find((one) => one.port === port);
}

/** The look of a kind: each has a colour and a shape of its own. */
export function lookOf(kind: string): "table" | "model" | "metrics" | "other" {
  return kind === "table" || kind === "model" || kind === "metrics" ? kind : "other";
}

const none: readonly string[] = [];
const read = new WeakMap<object, Map<string, string[]>>();

/** The outputs that some wire begins at, by step. */
function outputsRead(document: WorkflowDocument): Map<string, string[]> {
  const wires = wiresOf(document);
  const known = read.get(wires) ?? new Map<string, string[]>();
  if (!read.has(wires)) {
    for (const { from } of wires) {
      const ports = known.get(from.step) ?? [];
      known.set(from.step, ports.includes(from.port) ? ports : [...ports, from.port]);
    }

    read.set(wires, known);
  }

  return known;
}

function extended(activity: Activity | undefined, side: "inputs" | "outputs", named: readonly string[]): Port[] {
  const declared = activity?.[side] ?? [];
  const more = named.filter((port) => !has(declared, port));
  return [
    ...declared,
    ...more.map((port) => ({ port, kind: anyKind, required: false, summary: "The activity has no such port." })),
  ];
}

const has = (ports: readonly Port[], name: string) => ports.some((port) => port.port === name);
