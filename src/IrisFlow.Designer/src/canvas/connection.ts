import type { Catalog } from "../activities/activities";
import { stepOf, stepsOf, type WorkflowDocument } from "../document/document";
import { anyKind, type PortRef, portOf, portsOf } from "./ports";

/** A wire that could be drawn, and why it can't. */
export interface WireOption {
  from: PortRef;
  to: PortRef;
  refused?: string;
  /** The wire that it would take the place of. */
  replaces?: string;
}

/** Why an output can't be wired to an input, as a sentence; undefined when it can. Columns are for the server to judge. */
export function refusalOf(
  document: WorkflowDocument,
  catalog: Catalog,
  one: PortRef,
  other: PortRef,
): string | undefined {
  if (one.side === other.side) {
    return one.side === "out"
      ? "An output is wired to an input, not to another output."
      : "An input is wired to an output, not to another input.";
  }

  const [from, to] = one.side === "out" ? [one, other] : [other, one];
  const output = portOf(document, catalog, from);
  const input = portOf(document, catalog, to);
  if (!output || !input) {
    return "There is no such port.";
  }

  if (from.step === to.step) {
    return "A step can't read its own output.";
  }

  if (output.kind !== input.kind && output.kind !== anyKind && input.kind !== anyKind) {
    return `${to.step}.${to.port} takes ${withArticle(input.kind)}, and ${from.step}.${from.port} gives ${withArticle(output.kind)}.`;
  }

  if (reaches(document, to.step, from.step)) {
    return `That would be a circle: ${from.step} already depends on ${to.step}.`;
  }

  return stepOf(document, to.step)?.from[to.port] === `${from.step}.${from.port}`
    ? "This wire is there already."
    : undefined;
}

/** Every wire that could end, or begin, at ports of a step: those that can be drawn come first. */
export function wireOptions(document: WorkflowDocument, catalog: Catalog, step: string, only?: PortRef): WireOption[] {
  const view = stepOf(document, step);
  const own = view
    ? refsOf(document, catalog, view.name).filter((ref) =>
        only ? ref.side === only.side && ref.port === only.port : ref.side === "out",
      )
    : [];
  const others = stepsOf(document).filter((other) => other.name !== step);
  const options = own.flatMap((ref) =>
    others
      .flatMap((other) => refsOf(document, catalog, other.name))
      .filter((other) => other.side !== ref.side)
      .map((other) => optionOf(document, catalog, ref, other)),
  );
  return [
    ...options.filter((option) => !option.refused && !option.replaces),
    ...options.filter((option) => !option.refused && option.replaces),
    ...options.filter((option) => option.refused),
  ];
}

/** Whether something flows from one step to another, over any number of wires. */
export function reaches(document: WorkflowDocument, from: string, to: string): boolean {
  const seen = new Set<string>();
  const ahead = [to];
  for (let name = ahead.pop(); name !== undefined; name = ahead.pop()) {
    if (name === from) {
      return true;
    }

    if (!seen.has(name)) {
      seen.add(name);
      const sources = Object.values(stepOf(document, name)?.from ?? {});
      ahead.push(...sources.map((source) => source.slice(0, Math.max(0, source.indexOf(".")))));
    }
  }

  return false;
}

export const withArticle = (kind: string) =>
  kind === "metrics" ? kind : `${/^[aeiou]/.test(kind) ? "an" : "a"} ${kind}`;

function optionOf(document: WorkflowDocument, catalog: Catalog, one: PortRef, other: PortRef): WireOption {
  const [from, to] = one.side === "out" ? [one, other] : [other, one];
  return {
    from,
    to,
    refused: refusalOf(document, catalog, from, to),
    replaces: stepOf(document, to.step)?.from[to.port],
  };
}

function refsOf(document: WorkflowDocument, catalog: Catalog, step: string): PortRef[] {
  const view = stepOf(document, step);
  if (!view) {
    return [];
  }

  const { inputs, outputs } = portsOf(document, catalog, view);
  return [
    ...inputs.map(({ port }) => ({ step, port, side: "in" as const })),
    ...outputs.map(({ port }) => ({ step, port, side: "out" as const })),
  ];
}
