import { type ComparedRow, type Comparison, membersOf } from "../api/comparisons";
import type { Json } from "../document/json";
import { writeJson } from "../document/jsonText";
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

/** The sections of the comparison, each row with whether it is the same in all runs. */
export const sectionsOf = (comparison: Comparison): Section[] =>
  labels.map(([name, label]) => ({ name, label, rows: comparison[name].map((row) => rowOf(name, row)) }));

function rowOf(section: Section["name"], { name, values }: ComparedRow): Row {
  const numbers = values.filter((value) => typeof value === "number");
  // The step's name says nothing of its figure.
  const figureName = name.slice(name.lastIndexOf(".") + 1);
  const best = /loss|error|rmse|mae|mse/i.test(figureName) ? Math.min(...numbers) : Math.max(...numbers);
  const first = values[0];
  const differs = values.some((value) => writeJson(value) !== writeJson(first));
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
          isBest:
            differs && value === best && numbers.some((one) => one !== best) && !/(std|rows|count)$/i.test(figureName),
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
      return { lines: [typeof value === "string" ? value : writeJson(value)] };
  }
}
