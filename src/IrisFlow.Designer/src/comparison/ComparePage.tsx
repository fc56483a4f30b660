import { keepPreviousData, useQueries, useQuery } from "@tanstack/react-query";
import { Fragment, useMemo } from "react";
import { Link } from "react-router";
import { get, part } from "../api/client";
import { type Comparison, comparisonPath } from "../api/comparisons";
import { readRun } from "../api/runs";
import { useChosen } from "../app/useChosen";
import { CopyAs } from "../running/CopyAs";
import { commandOf } from "../running/commandLine";
import { ProblemView } from "../running/ProblemView";
import { instant } from "../running/times";
import { runKey } from "../running/useRun";
import { StateTag } from "../runs/StateTag";
import { PairPart } from "./PairPart";
import { type Section, sectionsOf } from "./rows";
import "./compare.css";

/** Several runs side by side: what differs, and the whole where that is wanted. */
export function ComparePage() {
  const [parameters, choose] = useChosen();
  const showAll = parameters.get("all") === "true";
  const runs = useMemo(() => (parameters.get("runs") ?? "").split(",").filter(Boolean), [parameters]);
  const hidden = (parameters.get("hide") ?? "").split(",").filter(Boolean);
  const shown = runs.filter((run) => !hidden.includes(run));
  const asked = shown.length >= 2 ? shown : runs;
  const path = comparisonPath(asked, showAll);
  const comparison = useQuery({
    queryKey: ["comparison", path],
    queryFn: ({ signal }) => get<Comparison>(path, signal),
    enabled: asked.length >= 2,
    staleTime: 0,
    placeholderData: keepPreviousData,
  });
  const documents = useQueries({
    queries: asked.map((run) => ({
      queryKey: runKey(run),
      queryFn: ({ signal }: { signal: AbortSignal }) => readRun(run, signal),
    })),
    combine: (answers) => answers.flatMap((answer) => answer.data ?? []),
  });
  const sections = useMemo(() => (comparison.data ? sectionsOf(comparison.data) : []), [comparison.data]);
  const toggle = (run: string) =>
    choose("hide", (hidden.includes(run) ? hidden.filter((one) => one !== run) : [...hidden, run]).join(","));
  if (runs.length < 2) {
    return (
      <main className="page">
        <h1>Compare runs</h1>
        <p>
          Pick two runs or more in the <Link to="/runs">list of runs</Link>.
        </p>
      </main>
    );
  }

  return (
    <main className="page wide">
      <div className="compare-head">
        <h1>Compare {asked.length} runs</h1>
        <label className="check">
          <input type="checkbox" checked={!showAll} onChange={() => choose("all", showAll ? "" : "true")} /> Only
          differences
        </label>
        <CopyAs
          command={commandOf("compare", ...asked, ...(showAll ? ["--all"] : []))}
          call={{ method: "GET", path }}
        />
      </div>
      {runs.length > 2 && (
        <p className="compare-eyes">
          {runs.map((run) => (
            <label key={run} className="check">
              <input
                type="checkbox"
                checked={!hidden.includes(run)}
                disabled={!hidden.includes(run) && shown.length <= 2}
                onChange={() => toggle(run)}
              />{" "}
              {run}
            </label>
          ))}
        </p>
      )}
      {comparison.isError && <ProblemView problem={comparison.error} />}
      {comparison.isPending && <p role="status">Comparing…</p>}
      {comparison.data && (
        <div className="table-scroll">
          <table className="plain dense compare">
            <thead>
              <tr>
                <th scope="col">
                  <span className="visually-hidden">What</span>
                </th>
                {comparison.data.runs.map((run) => (
                  <th scope="col" key={run.run}>
                    <Link to={`/runs/${part(run.run)}`}>{run.run}</Link>
                    <div className="compare-run">
                      {run.workflow} <StateTag state={run.state} />
                    </div>
                    <div className="soft">{instant(run.startedAt)}</div>
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {sections.map((section) => (
                <SectionRows key={section.name} section={section} count={comparison.data.runs.length} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {comparison.data && <PairPart runs={asked} documents={documents} />}
    </main>
  );
}

function SectionRows({ section, count }: { section: Section; count: number }) {
  return (
    <Fragment>
      <tr className="compare-section">
        <th scope="rowgroup" colSpan={count + 1}>
          {section.label}{" "}
          <span className="soft">
            {section.rows.filter((row) => row.differs).length === 0
              ? "the same in all"
              : `${section.rows.filter((row) => row.differs).length} differ`}
          </span>
        </th>
      </tr>
      {section.rows.map((row) => (
        <tr key={row.name} className={row.differs ? "differs" : "same"}>
          <th scope="row">{row.name}</th>
          {row.cells.map((cell, index) => (
            // The place in the row is the run.
            <td key={index} className={section.name === "metrics" ? "number" : undefined} title={cell.title}>
              {cell.lines.map((line) => (
                <div key={line}>{line}</div>
              ))}
              {cell.delta && <span className="soft compare-delta">{cell.delta}</span>}
              {cell.isBest && <span className="best">best</span>}
            </td>
          ))}
        </tr>
      ))}
    </Fragment>
  );
}
