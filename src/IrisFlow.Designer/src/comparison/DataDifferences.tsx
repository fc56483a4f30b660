import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Link } from "react-router";
import { get, part } from "../api/client";
import { dataPath, type TableDifferences } from "../api/comparisons";
import { CopyAs } from "../running/CopyAs";
import { commandOf } from "../running/commandLine";
import { ProblemView } from "../running/ProblemView";
import { figure } from "../running/times";

interface Props {
  first: string;
  second: string;
  step: string;
  port: string;
}

/** One output of two runs, row by row. */
export function DataDifferences({ first, second, step, port }: Props) {
  const [key, setKey] = useState("");
  const path = `${dataPath(first, second, step, port)}?rows=50${key === "" ? "" : `&key=${part(key)}`}`;
  const differences = useQuery({
    queryKey: ["comparison", "data", path],
    queryFn: ({ signal }) => get<TableDifferences>(path, signal),
  });
  const found = differences.data;
  const columns = [...new Set((found?.examples ?? []).flatMap((row) => row.cells.map((cell) => cell.column)))];
  return (
    <section className="data-differences" aria-label={`How ${step}.${port} differs`}>
      <div className="list-tools">
        <h3>
          {step}.{port}
        </h3>
        <Link to={`/runs/${part(first)}/data/${part(step)}/${part(port)}`}>the first</Link>
        <Link to={`/runs/${part(second)}/data/${part(step)}/${part(port)}`}>the second</Link>
        <label>
          Rows are told apart by{" "}
          <input
            placeholder="their place, or columns"
            defaultValue={key}
            onKeyDown={(event) => event.key === "Enter" && setKey(event.currentTarget.value.trim())}
            onBlur={(event) => setKey(event.currentTarget.value.trim())}
          />
        </label>
        <CopyAs
          command={commandOf(
            "diff",
            first,
            second,
            "--data",
            `${step}.${port}`,
            ...(key === "" ? [] : [`--key=${key}`]),
            "--rows",
            "50",
          )}
          call={{ method: "GET", path }}
        />
      </div>
      {differences.isPending && <p role="status">Comparing row by row…</p>}
      {differences.isError && <ProblemView problem={differences.error} />}
      {found && (
        <>
          <p>
            {figure(found.rows.before)} → {figure(found.rows.after)} rows: {figure(found.rows.added)} added,{" "}
            {figure(found.rows.removed)} removed, {figure(found.rows.changed)} changed.
            {found.schema.map((field) => ` ${field.name}: ${field.before ?? "not there"} → ${field.after ?? "gone"}.`)}
          </p>
          {found.columns.length > 0 && (
            <table className="plain dense">
              <thead>
                <tr>
                  <th scope="col">Column</th>
                  <th scope="col" className="number">
                    Changed
                  </th>
                  <th scope="col" className="number">
                    Greatest difference
                  </th>
                  <th scope="col" className="number">
                    On average
                  </th>
                  <th scope="col" className="number">
                    Became null
                  </th>
                </tr>
              </thead>
              <tbody>
                {found.columns.map((column) => (
                  <tr key={column.name}>
                    <th scope="row">{column.name}</th>
                    <td className="number">{figure(column.changed)}</td>
                    <td className="number">{figure(column.maxAbs)}</td>
                    <td className="number">{figure(column.meanAbs)}</td>
                    <td className="number">{figure(column.becameNull)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          )}
          {found.examples.length > 0 && (
            <div className="table-scroll">
              <table className="plain dense">
                <caption>The first rows that differ</caption>
                <thead>
                  <tr>
                    <th scope="col">{found.key.length > 0 ? found.key.join(", ") : "Row"}</th>
                    <th scope="col">Change</th>
                    {columns.map((column) => (
                      <th scope="col" key={column}>
                        {column}
                      </th>
                    ))}
                  </tr>
                </thead>
                <tbody>
                  {found.examples.map((row) => (
                    <tr key={`${row.change} ${row.key.join(" ")}`}>
                      <th scope="row">{row.key.map(String).join(", ")}</th>
                      <td>{row.change}</td>
                      {columns.map((column) => {
                        const cell = row.cells.find((one) => one.column === column);
                        return (
                          <td key={column}>
                            {cell && (
                              <span className="before-after">
                                <del>{String(cell.before ?? "null")}</del> → <ins>{String(cell.after ?? "null")}</ins>
                              </span>
                            )}
                          </td>
                        );
                      })}
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          )}
        </>
      )}
    </section>
  );
}
