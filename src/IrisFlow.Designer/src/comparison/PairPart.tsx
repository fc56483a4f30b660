import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { pairPath, readPair } from "../api/comparisons";
import type { RunDocument } from "../api/runs";
import { writeJson } from "../document/jsonText";
import { Graph } from "../graph/Graph";
import { CopyAs } from "../running/CopyAs";
import { commandOf } from "../running/commandLine";
import { ProblemView } from "../running/ProblemView";
import { DataDifferences } from "./DataDifferences";
import { graphDiff, lookWords } from "./graphDiff";

/** Two of the runs in detail: where they part and why, how their graphs differ, and which data. */
export function PairPart({ runs, documents }: { runs: readonly string[]; documents: readonly RunDocument[] }) {
  const [chosen, setChosen] = useState<{ first?: string; second?: string }>({});
  // A run that is hidden by now is not compared any more.
  const shown = (run: string | undefined, other: string | undefined) => (run && runs.includes(run) ? run : other) ?? "";
  const [first, second] = [shown(chosen.first, runs[0]), shown(chosen.second, runs[1])];
  const [data, setData] = useState<{ step: string; port: string } | null>(null);
  const [one, other] = [documents.find((run) => run.run === first), documents.find((run) => run.run === second)];
  const pair = useQuery({
    queryKey: ["comparison", "pair", first, second],
    queryFn: ({ signal }) => readPair(first, second, signal),
    enabled: first !== second,
  });
  const found = pair.data;
  const graph = useMemo(() => one && other && found && graphDiff(one, other, found), [one, other, found]);
  const tables = (found?.steps ?? []).flatMap((step) =>
    step.outputs.map((output) => ({ step: step.name, port: output.port, output })),
  );
  const choose = (label: string, value: string, set: (run: string) => void) => (
    <label>
      {label}{" "}
      <select value={value} onChange={(event) => set(event.target.value)}>
        {runs.map((run) => (
          <option key={run}>{run}</option>
        ))}
      </select>
    </label>
  );
  return (
    <section className="pair" aria-labelledby="pair-title">
      <h2 id="pair-title">Two in detail</h2>
      {runs.length > 2 && (
        <div className="list-tools">
          {choose("From", first, (run) => setChosen({ first: run, second }))}
          {choose("to", second, (run) => setChosen({ first, second: run }))}
        </div>
      )}
      {first === second && <p className="soft">These are the same run. Choose another one beside it.</p>}
      {pair.isLoading && <p role="status">Comparing…</p>}
      {pair.isError && <ProblemView problem={pair.error} />}
      {found?.equal && <p>They do not differ.</p>}
      {found?.divergence && (
        <p className="divergence">
          They part at <strong>{found.divergence.step}</strong>:{" "}
          {found.divergence.causes.map((cause) => cause.sentence).join("; ")}
        </p>
      )}
      {graph && (
        <>
          <Graph label={`How the graphs of ${first} and ${second} differ`} nodes={graph.nodes} edges={graph.edges} />
          <ul className="graph-legend" aria-label="Signs">
            {Object.entries(lookWords).map(([look, words]) => (
              <li key={look} className={`legend-${look}`}>
                {words}
              </li>
            ))}
          </ul>
          <details className="as-table">
            <summary>The same as a table</summary>
            <table className="plain dense">
              <thead>
                <tr>
                  <th scope="col">Step</th>
                  <th scope="col">Change</th>
                  <th scope="col">What</th>
                </tr>
              </thead>
              <tbody>
                {graph.nodes.map((node) => {
                  const step = found?.steps.find((one) => one.name === node.id);
                  return (
                    <tr key={node.id}>
                      <th scope="row">{node.title}</th>
                      <td>{node.subtitle}</td>
                      <td>
                        {[
                          ...(step?.parameters ?? []).map(
                            (change) => `${change.name}: ${writeJson(change.before)} → ${writeJson(change.after)}`,
                          ),
                          ...(step?.wires ?? []).map(
                            (wire) => `${wire.port}: ${wire.before ?? "–"} → ${wire.after ?? "–"}`,
                          ),
                          ...(step?.code?.pieces ?? []).map((piece) => `${piece.name} ${piece.change}`),
                          ...(step?.files ?? []).map((file) => `the file in ${file.parameter} holds something else`),
                          ...(step?.outputs ?? []).map((output) => `${output.port} has other data`),
                        ].join("; ")}
                      </td>
                    </tr>
                  );
                })}
              </tbody>
            </table>
          </details>
        </>
      )}
      {tables.length > 0 && (
        <>
          <h3>Data that differs</h3>
          <ul className="data-list">
            {tables.map(({ step, port, output }) => (
              <li key={`${step}.${port}`}>
                <button
                  type="button"
                  disabled={!output.before || !output.after}
                  aria-expanded={data?.step === step && data.port === port}
                  onClick={() => setData(data?.step === step && data.port === port ? null : { step, port })}
                >
                  {step}.{port}
                </button>{" "}
                <span className="soft">
                  {output.before?.rows ?? "no"} → {output.after?.rows ?? "no"} rows
                </span>
              </li>
            ))}
          </ul>
          {data && <DataDifferences first={first} second={second} {...data} />}
        </>
      )}
      <CopyAs command={commandOf("diff", first, second)} call={{ method: "GET", path: pairPath(first, second) }} />
    </section>
  );
}
