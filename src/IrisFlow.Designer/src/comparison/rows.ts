import { type ComparedRow, type Comparison, membersOf } from "../api/comparisons";
import type { RunDocument } from "../api/runs";
import type { Json } from "../document/json";
import { figure } from "../running/times";

export interface Cell {
  lines: string[];
  title?: string;
  /** Against the first run. */
  delta?: string;
  isBest?: boolean;
}

export interface Row {
  name: string;
  differs: boolean;
  cells: Cell[];
}

export interface Section {
  name: keyof Pick<Comparison, "parameters" | "code" | "data" | "metrics" | "steps">;
  label: string;
  rows: Row[];
}

const labels: [Section["name"], string][] = [
  ["parameters", "Parameters"],
  ["metrics", "Metrics"],
  ["code", "Code"],
  ["data", "Data from outside"],
  ["steps", "Steps"],
];

/** The sections of the comparison; with the documents of all runs, what is the same in all of them stands there, too. */
export function sectionsOf(comparison: Comparison, documents: readonly RunDocument[]): Section[] {
  return labels.map(([name, label]) => {
    const known = new Set(comparison[name].map((row) => row.name));
    const rest = sameRows(name, documents).filter((row) => !known.has(row.name));
    return {
      name,
      label,
      rows: [...comparison[name].map((row) => rowOf(name, row, true)), ...rest.map((row) => rowOf(name, row, false))],
    };
  });
}

function rowOf(section: Section["name"], { name, values }: ComparedRow, differs: boolean): Row {
  const numbers = values.filter((value) => typeof value === "number");
  const isLess = /loss|error|rmse|mae|mse/i.test(name);
  const best = isLess ? Math.min(...numbers) : Math.max(...numbers);
  const first = values[0];
  return {
    name,
    differs,
    cells: values.map((value, index) => {
      if (value === null || value === undefined) {
        return { lines: ["–"] };
      }
      if (section === "metrics" && typeof value === "number") {
        const by = typeof first === "number" && index > 0 && value !== first ? value - first : undefined;
        return {
          lines: [figure(value)],
          delta: by === undefined ? undefined : `${by > 0 ? "+" : "−"}${figure(Math.abs(by))}`,
          // A standard deviation or a count has no better and worse.
          isBest: differs && numbers.length > 1 && value === best && !/(std|rows|count)$/i.test(name),
        };
      }
      return cellOf(section, value);
    }),
  };
}

function cellOf(section: Section["name"], value: Json): Cell {
  const members = membersOf(value);
  const text = (name: string) => (typeof members[name] === "string" ? (members[name] as string) : "");
  switch (section) {
    case "code":
      return { lines: [String(value).slice(0, 12)], title: String(value) };
    case "data":
      return { lines: [text("source"), text("digest").slice(0, 12)], title: text("digest") };
    case "steps": {
      const wires = Object.entries(membersOf(members.from)).map(([port, source]) => `${port} from ${source}`);
      const outputs = Object.entries(membersOf(members.outputs)).map(
        ([port, digest]) => `${port} ${String(digest).slice(0, 8)}`,
      );
      return {
        lines: [[text("uses"), text("state")].filter(Boolean).join(", "), wires.join(", "), outputs.join(", ")].filter(
          Boolean,
        ),
      };
    }
    default:
      return { lines: [typeof value === "string" ? value : JSON.stringify(value)] };
  }
}

/** What is the same in all runs, as far as their documents tell. */
function sameRows(section: Section["name"], documents: readonly RunDocument[]): ComparedRow[] {
  const first = documents[0];
  if (!first) {
    return [];
  }
  const read = {
    parameters: (run: RunDocument) => run.parameters as Readonly<Record<string, Json>>,
    metrics: (run: RunDocument) => run.metrics as Readonly<Record<string, Json>>,
    steps: (run: RunDocument) =>
      Object.fromEntries(
        run.steps.map((step) => [
          step.name,
          {
            uses: step.uses,
            state: step.state === "reused" ? "succeeded" : step.state,
            outputs: Object.fromEntries(step.outputs.map((output) => [output.port, output.digest])),
          },
        ]),
      ) as Readonly<Record<string, Json>>,
    code: () => ({}) as Readonly<Record<string, Json>>,
    data: () => ({}) as Readonly<Record<string, Json>>,
  }[section];
  return Object.keys(read(first)).map((name) => ({
    name,
    values: documents.map((run) => read(run)[name] ?? null),
  }));
}
