import { type ReactNode, useId, useState } from "react";
import { SaveCsv } from "../tables/SaveCsv";
import type { Cell } from "./documents";
import { cell, count } from "./words";
import "./plots.css";

// What a browser lays out without a wait.
const mostCells = 20_000;

/** A picture with what it shows: its numbers as a table, and the same as a CSV file. */
export function Plot({
  title,
  file,
  columns,
  rows,
  level = 2,
  children,
}: {
  title: string;
  file: string;
  columns: readonly string[];
  rows: readonly (readonly Cell[])[];
  /** The level of its heading: below what stands above it. */
  level?: 2 | 3;
  children: ReactNode;
}) {
  const id = useId();
  const [isOpen, setIsOpen] = useState(false);
  const shown = rows.slice(0, Math.min(500, Math.ceil(mostCells / columns.length)));
  return (
    <section className="plot" aria-labelledby={id}>
      <header className="plot-head">
        {level === 2 ? <h2 id={id}>{title}</h2> : <h3 id={id}>{title}</h3>}
        <SaveCsv title={title} file={file} columns={columns} rows={() => rows} />
      </header>
      {children}
      <details onToggle={(event) => setIsOpen(event.currentTarget.open)}>
        <summary>As a table</summary>
        {isOpen && (
          <section className="plot-table" tabIndex={0} aria-label={`${title} as a table`}>
            <table className="plain">
              <thead>
                <tr>
                  {columns.map((column, i) => (
                    <th key={i} scope="col">
                      {column}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {shown.map((row, i) => (
                  <tr key={i}>
                    {row.map((value, j) => (
                      <td key={j}>{cell(value)}</td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
            {rows.length > shown.length && <p>{count(rows.length - shown.length)} more are in the CSV file.</p>}
          </section>
        )}
      </details>
    </section>
  );
}
