import type { Catalog } from "../activities/activities";
import { stepOf, stepsOf, type WorkflowDocument } from "../document/document";
import { followingFrom, leadingTo } from "../document/reach";
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
  leads = (from: string, to: string) => leadingTo(document, [to]).has(from),
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

  if (leads(to.step, from.step)) {
    return `That would be a circle: ${from.step} already depends on ${to.step}.`;
  }

  return stepOf(document, to.step)?.from[to.port] === `${from.step}.${from.port}`
    ? "This wire is there already."
    : undefined;
}

/** What is said of a wire that is drawn; ask before it is there. */
export function wiredSentence(document: WorkflowDocument, from: PortRef, to: PortRef): string {
  const replaced = stepOf(document, to.step)?.from[to.port];
  return `${from.step}.${from.port} is wired to ${to.step}.${to.port}${replaced ? `, in place of ${replaced}` : ""}.`;
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
  // Found once for all of them: one end is always this step.
  const [before, after] = [leadingTo(document, [step]), followingFrom(document, [step])];
  const leads = (from: string, to: string) => (to === step ? before.has(from) : after.has(to));
  const options = own.flatMap((ref) =>
    others
      .flatMap((other) => refsOf(document, catalog, other.name))
      .filter((other) => other.side !== ref.side)
      .map((other): WireOption => {
        const [from, to] = ref.side === "out" ? [ref, other] : [other, ref];
        const refused = refusalOf(document, catalog, from, to, leads);
        return { from, to, refused, replaces: stepOf(document, to.step)?.from[to.port] };
      }),
  );
  return [
    ...options.filter((option) => !option.refused && !option.replaces),
    ...options.filter((option) => !option.refused && option.replaces),
    ...options.filter((option) => option.refused),
  ];
}

export const withArticle = (kind: string) =>
  kind === "metrics" ? kind : `${/^[aeiou]/.test(kind) ? "an" : "a"} ${kind}`;

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
