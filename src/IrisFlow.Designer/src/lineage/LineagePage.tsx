import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { Link, useParams, useSearchParams } from "react-router";
import { get, part } from "../api/client";
import { type Lineage, lineagePath } from "../api/comparisons";
import { Graph } from "../graph/Graph";
import { CopyAs } from "../running/CopyAs";
import { commandOf } from "../running/commandLine";
import { ProblemView } from "../running/ProblemView";
import { figure, instant } from "../running/times";
import "./lineage.css";
import { graphOf, within } from "./lineageGraph";

/** What a checkpoint was made of, and what was made of it, over all runs. */
export function LineagePage() {
  const { run = "", step = "", port = "" } = useParams();
  const [parameters, setParameters] = useSearchParams();
  const column = parameters.get("column") ?? "";
  const [reach, setReach] = useState(3);
  const lineage = useQuery({
    queryKey: ["lineage", run, step, port, column],
    queryFn: ({ signal }) => get<Lineage>(lineagePath(run, step, port, column), signal),
  });
  const found = lineage.data;
  const here = found?.nodes.find((node) => node.distance === 0)?.digest;
  const checkpoint = useQuery({
    queryKey: ["checkpoint-columns", here],
    queryFn: ({ signal }) => get<{ columns?: { name: string }[] }>(`/api/checkpoints/${part(here ?? "")}`, signal),
    enabled: here !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const columns = (checkpoint.data?.columns ?? []).map((one) => one.name).slice(0, 500);
  const near = useMemo(() => found && within(found, reach), [found, reach]);
  const graph = useMemo(() => near && graphOf(near), [near]);
  const names = useMemo(
    () => new Map((found?.nodes ?? []).map((node) => [node.id, node.source ?? `${node.step}.${node.port}`])),
    [found],
  );
  const farthest = Math.max(1, ...(found?.nodes ?? []).map((node) => Math.abs(node.distance)));
  return (
    <main className="page wide">
      <div className="lineage-head">
        <h1>
          Lineage of {step}.{port}
        </h1>
        <Link to={`/runs/${part(run)}`}>run {run}</Link>
        <Link to={`/runs/${part(run)}/data/${part(step)}/${part(port)}`}>its data</Link>
        <CopyAs
          command={commandOf("lineage", run, `${step}.${port}`, ...(column === "" ? [] : ["--column", column]))}
          call={{ method: "GET", path: lineagePath(run, step, port, column) }}
        />
      </div>
      <div className="list-tools">
        <form
          onSubmit={(event) => {
            event.preventDefault();
            const value = String(new FormData(event.currentTarget).get("column") ?? "").trim();
            setParameters(value === "" ? {} : { column: value }, { replace: true });
          }}
        >
          <label>
            Only one column{" "}
            <input name="column" list="lineage-columns" key={column} defaultValue={column} placeholder="all of it" />
          </label>{" "}
          <datalist id="lineage-columns">
            {columns.map((name) => (
              <option key={name} value={name} />
            ))}
          </datalist>
          <button type="submit">Follow</button>
        </form>
        <label>
          How far{" "}
          <input
            type="range"
            min={1}
            max={farthest}
            value={Math.min(reach, farthest)}
            onChange={(event) => setReach(Number(event.target.value))}
          />{" "}
          {Math.min(reach, farthest)} of {farthest} steps
        </label>
        {near && found && (
          <span className="soft" role="status">
            {near.nodes.length} of {found.nodes.length} checkpoints and files{found.cut ? "; there are more" : ""}
          </span>
        )}
      </div>
      {lineage.isPending && <p role="status">Looking…</p>}
      {lineage.isError && <ProblemView problem={lineage.error} />}
      {graph && (
        <Graph
          label={`What ${step}.${port} was made of, at the left, and what was made of it, at the right`}
          {...graph}
        />
      )}
      {near && (
        <>
          <h2>The same as a table</h2>
          <table className="plain dense">
            <thead>
              <tr>
                <th scope="col">Where</th>
                <th scope="col">Data</th>
                <th scope="col">Kind</th>
                <th scope="col" className="number">
                  Rows
                </th>
                <th scope="col">Run</th>
                <th scope="col">Made of</th>
                {column !== "" && <th scope="col">Columns</th>}
              </tr>
            </thead>
            <tbody>
              {[...near.nodes]
                .sort((a, b) => a.distance - b.distance)
                .map((node) => (
                  <tr key={node.id} className={node.distance === 0 ? "differs" : undefined}>
                    <td>
                      {node.distance === 0
                        ? "here"
                        : node.distance < 0
                          ? `${-node.distance} before`
                          : `${node.distance} after`}
                    </td>
                    <th scope="row">
                      {node.run ? (
                        <Link to={`/runs/${part(node.run)}/data/${part(node.step ?? "")}/${part(node.port ?? "")}`}>
                          {node.step}.{node.port}
                        </Link>
                      ) : (
                        node.source
                      )}
                    </th>
                    <td>
                      {node.kind === "outside" ? "file" : node.kind}
                      {node.injected && ", your data"}
                    </td>
                    <td className="number">{figure(node.rows)}</td>
                    <td>
                      {node.run && (
                        <Link to={`/runs/${part(node.run)}`} title={node.startedAt && instant(node.startedAt)}>
                          {node.run}
                        </Link>
                      )}
                    </td>
                    <td className="soft">
                      {near.edges
                        .filter((edge) => edge.to === node.id)
                        .map((edge) => `${edge.input ?? "put in"}: ${names.get(edge.from)}`)
                        .join(", ")}
                    </td>
                    {column !== "" && <td>{node.columns === null ? "not known" : (node.columns ?? []).join(", ")}</td>}
                  </tr>
                ))}
            </tbody>
          </table>
        </>
      )}
    </main>
  );
}
