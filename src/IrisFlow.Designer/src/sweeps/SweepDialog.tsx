import { useId, useState } from "react";
import { type Begun, type SweepRequest, startCall, type Varied } from "../api/runs";
import { stepsOf, type WorkflowDocument } from "../document/document";
import { isObject } from "../document/json";
import { commandOf } from "../running/commandLine";
import { ProblemView } from "../running/ProblemView";
import { RunFrame } from "../running/RunFrame";
import { textOf } from "../running/requests";
import { useBegin } from "../running/useBegin";
import { valuesOf, variedOf } from "./axes";
import "./sweeps.css";

interface Props {
  workflow: string;
  document: WorkflowDocument;
  /** Metrics of runs before this one, to choose from. */
  metrics: readonly string[];
  save?: () => Promise<boolean>;
  onStarted: (begun: Begun) => void;
  onClose: () => void;
}

interface Line {
  id: number;
  path: string;
  text: string;
}

/** One workflow with many values: which parameters, which values, and by which figure the best run is told. */
export function SweepDialog({ workflow, document, metrics, save, onStarted, onClose }: Props) {
  const [lines, setLines] = useState<Line[]>([{ id: 0, path: "", text: "" }]);
  const [by, setBy] = useState("");
  const [order, setOrder] = useState<"" | "less" | "more">("");
  const { begin, isBeginning, problem } = useBegin({ save, onBegun: onStarted });
  const [paths, names] = [useId(), useId()];
  const vary = varyOf(lines);
  const request: SweepRequest = {
    workflow,
    vary,
    ...(by !== "" && { by }),
    ...(order !== "" && { smallestFirst: order === "less" }),
  };
  const count = Object.values(vary).reduce((product, values) => product * valuesOf(values).length, 1);
  const isReady = Object.keys(vary).length > 0;
  const call = startCall(request);
  const change = (line: Line) => setLines(lines.map((one) => (one.id === line.id ? line : one)));
  return (
    <RunFrame
      label={`Sweep ${workflow}`}
      title={`Run ${workflow} with many values`}
      onClose={onClose}
      command={isReady ? commandLineOf(request) : undefined}
      call={isReady ? call : undefined}
      buttons={
        <>
          <button type="button" onClick={onClose}>
            Cancel
          </button>
          <button type="button" className="primary" disabled={!isReady || isBeginning} onClick={() => void begin(call)}>
            {isBeginning ? "Starting…" : save ? "Save and run" : "Run"}
          </button>
        </>
      }
    >
      <p className="soft">
        Values as a list, <code>1, 2, 3</code>, or as a range, <code>0.01..10 in 4 log</code>. Every combination is a
        run of its own; what they have in common is made once.
      </p>
      {lines.map((line, index) => (
        <div className="sweep-axes" key={line.id}>
          <input
            aria-label={`Parameter ${index + 1}`}
            placeholder="step.parameter"
            list={paths}
            value={line.path}
            onChange={(event) => change({ ...line, path: event.target.value.trim() })}
          />
          <input
            aria-label={`Values of parameter ${index + 1}`}
            placeholder="1, 2, 3"
            value={line.text}
            onChange={(event) => change({ ...line, text: event.target.value })}
          />
          <button
            type="button"
            className="quiet"
            aria-label={`Take off parameter ${index + 1}`}
            disabled={lines.length === 1}
            onClick={() => setLines(lines.filter((one) => one !== line))}
          >
            ✕
          </button>
          {line.text.trim() !== "" && variedOf(line.text) === undefined && (
            <p className="wrong">These are no values: a list, or a range such as 0.01..10 in 4 log.</p>
          )}
        </div>
      ))}
      <button
        type="button"
        onClick={() => setLines([...lines, { id: Math.max(...lines.map((line) => line.id)) + 1, path: "", text: "" }])}
      >
        One more parameter
      </button>
      <p>
        <label>
          Best by{" "}
          <input
            list={names}
            value={by}
            placeholder="step.metric"
            onChange={(event) => setBy(event.target.value.trim())}
          />
        </label>
        <label>
          where{" "}
          <select value={order} onChange={(event) => setOrder(event.target.value as typeof order)}>
            <option value="">its name says which is better</option>
            <option value="more">more is better</option>
            <option value="less">less is better</option>
          </select>
        </label>
      </p>
      <datalist id={paths}>
        {pathsOf(document).map((path) => (
          <option key={path} value={path} />
        ))}
      </datalist>
      <datalist id={names}>
        {metrics.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      <p role="status">
        <strong>{isReady ? `${count} ${count === 1 ? "run" : "runs"}` : "Nothing is varied yet"}</strong>
        {isReady &&
          `: ${Object.entries(vary)
            .map(([path, values]) => `${valuesOf(values).length} values of ${path}`)
            .join(" × ")}`}
      </p>
      {problem !== null && <ProblemView problem={problem} />}
    </RunFrame>
  );
}

/** The line that starts the same sweep. */
export function commandLineOf({ workflow, vary, by, smallestFirst }: SweepRequest): string {
  return commandOf(
    "run",
    workflow ?? "",
    ...Object.entries(vary).flatMap(([path, values]) => [
      "--sweep",
      `${path}=${valuesOf(values)
        .map((value) => textOf(value, true))
        .join(",")}`,
    ]),
    ...(by === undefined ? [] : ["--by", by]),
    ...(smallestFirst === undefined ? [] : [smallestFirst ? "--ascending" : "--descending"]),
  );
}

function varyOf(lines: readonly Line[]): Record<string, Varied> {
  return Object.fromEntries(
    lines.flatMap((line): [string, Varied][] => {
      const values = variedOf(line.text);
      return line.path === "" || values === undefined ? [] : [[line.path, values]];
    }),
  );
}

/** What can be varied, as far as the workflow names it. */
function pathsOf(document: WorkflowDocument): string[] {
  const leaves = (value: unknown, path: string): string[] =>
    isObject(value) ? Object.entries(value).flatMap(([name, inner]) => leaves(inner, `${path}.${name}`)) : [path];
  return stepsOf(document).flatMap((step) => leaves(step.with, step.name).filter((path) => path !== step.name));
}
