import type { RunDifferences, StepDifference } from "../api/comparisons";
import type { RunDocument } from "../api/runs";
import { outputOf } from "../document/document";
import { isObject, member } from "../document/json";
import type { GraphEdge, GraphNode } from "../graph/layers";

/** What becomes of a step from one run to another, in words. */
export const lookWords = {
  added: "added",
  removed: "removed",
  changed: "changed",
  ended: "ended otherwise",
  rerun: "gave other results",
  same: "the same",
} as const;

type Look = keyof typeof lookWords;

/** The graphs of two runs as one: every step and wire that either has, and what became of it, as the server's comparison tells. */
export function graphDiff(
  one: RunDocument,
  other: RunDocument,
  found: RunDifferences,
): { nodes: GraphNode[]; edges: GraphEdge[] } {
  const [before, after] = [stepsIn(one), stepsIn(other)];
  const differences = new Map(found.steps.map((step) => [step.name, step]));
  const nodes = [...new Set([...after.keys(), ...before.keys()])].map((name): GraphNode => {
    const [old, now] = [before.get(name), after.get(name)];
    const states = [stateOf(one, name), stateOf(other, name)] as const;
    const look = !old ? "added" : !now ? "removed" : lookOf(differences.get(name), old.uses !== now.uses, states);
    return { id: name, title: name, subtitle: subtitleOf(look, states), look };
  });
  const [old, now] = [wiresIn(before), wiresIn(after)];
  const edges = [
    ...[...now].map(([id, wire]) => ({ ...wire, look: old.has(id) ? undefined : "added" })),
    ...[...old].filter(([id]) => !now.has(id)).map(([, wire]) => ({ ...wire, look: "removed" })),
  ];
  return { nodes, edges };
}

/** What it is comes before how it ended, and that before what it gave. */
function lookOf(step: StepDifference | undefined, isOther: boolean, [before, after]: readonly [string, string]): Look {
  if (isOther || (step && (step.uses ?? step.code ?? [...step.wires, ...step.parameters][0]) !== undefined)) {
    return "changed";
  }
  if (before !== after) {
    return "ended";
  }
  return step && step.outputs.length + step.metrics.length > 0 ? "rerun" : "same";
}

/** How a step ended; whether a result was made or was there already is no difference. */
function stateOf(run: RunDocument, name: string): string {
  const state = run.steps.find((step) => step.name === name)?.state ?? "not reached";
  return state === "reused" ? "succeeded" : state.replace("-", " ");
}

function subtitleOf(look: Look, [before, after]: readonly [string, string]): string {
  const ending = before === after ? after : `${before} → ${after}`;
  return look === "added"
    ? `added, ${after}`
    : look === "removed"
      ? `removed, ${before}`
      : `${lookWords[look]}, ${ending}`;
}

interface Step {
  uses: string;
  from: string[];
}

function stepsIn(run: RunDocument): Map<string, Step> {
  const steps = member(run.definition, "steps");
  return new Map(
    Object.entries(isObject(steps) ? steps : {}).map(([name, step]) => {
      const from = member(step, "from");
      const sources = isObject(from) ? Object.values(from) : [];
      return [
        name,
        {
          uses: String(member(step, "uses") ?? ""),
          from: sources.flatMap((source) => outputOf(String(source))?.step ?? []),
        },
      ];
    }),
  );
}

function wiresIn(steps: ReadonlyMap<string, Step>): Map<string, GraphEdge> {
  return new Map([...steps].flatMap(([to, step]) => step.from.map((from) => [`${from} ${to}`, { from, to }] as const)));
}
