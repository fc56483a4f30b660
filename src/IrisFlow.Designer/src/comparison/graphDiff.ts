import type { RunDocument } from "../api/runs";
import { isObject, member } from "../document/json";
import type { GraphEdge, GraphNode } from "../graph/layers";

/** What becomes of a step from one run to another, in words. */
export const lookWords = {
  added: "added",
  removed: "removed",
  changed: "changed",
  rerun: "ran again, with other results",
  same: "the same",
} as const;

/** The graphs of two runs as one: every step and wire that either has, and what became of it. */
export function graphDiff(one: RunDocument, other: RunDocument): { nodes: GraphNode[]; edges: GraphEdge[] } {
  const [before, after] = [stepsIn(one), stepsIn(other)];
  const names = [...new Set([...after.keys(), ...before.keys()])];
  const nodes = names.map((name): GraphNode => {
    const [old, now] = [before.get(name), after.get(name)];
    const look =
      old === undefined
        ? "added"
        : now === undefined
          ? "removed"
          : old.text !== now.text
            ? "changed"
            : resultOf(one, other, name);
    return { id: name, title: name, subtitle: subtitleOf(other, name, look) ?? now?.uses ?? old?.uses ?? "", look };
  });
  const edges = [
    ...wiresIn(after).map((wire) => ({ ...wire, look: has(wiresIn(before), wire) ? undefined : "added" })),
    ...wiresIn(before)
      .filter((wire) => !has(wiresIn(after), wire))
      .map((wire) => ({ ...wire, look: "removed" })),
  ];
  return { nodes, edges };
}

interface Step {
  uses: string;
  from: string[];
  text: string;
}

function stepsIn(run: RunDocument): Map<string, Step> {
  const steps = member(run.definition, "steps");
  return new Map(
    Object.entries(isObject(steps) ? steps : {}).map(([name, step]) => {
      const from = member(step, "from");
      return [
        name,
        {
          uses: String(member(step, "uses") ?? ""),
          from: isObject(from) ? Object.values(from).map((source) => String(source).split(".")[0] ?? "") : [],
          text: JSON.stringify([member(step, "uses"), from ?? {}, resolved(member(step, "with"), run)]),
        },
      ];
    }),
  );
}

/** Parameters with the values that the run had: `${k}` is another value where k is. */
function resolved(value: unknown, run: RunDocument): unknown {
  return JSON.parse(JSON.stringify(value ?? {}), (_, inner: unknown) => {
    const name = typeof inner === "string" ? /^\$\{(.+)\}$/.exec(inner)?.[1] : undefined;
    return name !== undefined && Object.hasOwn(run.parameters, name) ? run.parameters[name] : inner;
  });
}

function resultOf(one: RunDocument, other: RunDocument, name: string): "rerun" | "same" {
  const digests = (run: RunDocument) =>
    (run.steps.find((step) => step.name === name)?.outputs ?? [])
      .map((output) => `${output.port} ${output.digest}`)
      .join();
  return digests(one) === digests(other) ? "same" : "rerun";
}

function subtitleOf(run: RunDocument, name: string, look: string): string | undefined {
  const state = run.steps.find((step) => step.name === name)?.state;
  return look === "same" && state !== undefined
    ? `the same, ${state}`
    : look === "same"
      ? undefined
      : lookWords[look as "added"];
}

function wiresIn(steps: ReadonlyMap<string, Step>): GraphEdge[] {
  return [...steps].flatMap(([to, step]) => [...new Set(step.from)].map((from) => ({ from, to })));
}

const has = (wires: readonly GraphEdge[], wire: GraphEdge) =>
  wires.some((one) => one.from === wire.from && one.to === wire.to);
