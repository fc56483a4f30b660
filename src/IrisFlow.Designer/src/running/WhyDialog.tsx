import { useQuery } from "@tanstack/react-query";
import { Link } from "react-router";
import { part } from "../api/client";
import { readStep } from "../api/runs";
import { writeJson } from "../document/jsonText";
import { commandOf } from "./commandLine";
import { ProblemView } from "./ProblemView";
import { ReasonTree } from "./ReasonTree";
import { RunFrame } from "./RunFrame";
import { instant } from "./times";

/** Why a run did what it did with a step, down to the parameter, the column or the method that changed. */
export function WhyDialog({ run, step, onClose }: { run: string; step: string; onClose: () => void }) {
  const account = useQuery({
    queryKey: ["step-account", run, step],
    queryFn: ({ signal }) => readStep(run, step, signal),
    staleTime: 0,
  });
  const found = account.data;
  return (
    <RunFrame
      label={`Why ${step}`}
      title={`${step}: ${found?.state ?? "…"}`}
      onClose={onClose}
      command={commandOf("why", run, step)}
      call={{ method: "GET", path: `/api/runs/${part(run)}/steps/${part(step)}` }}
    >
      {account.isPending && <p role="status">Looking…</p>}
      {account.isError && <ProblemView problem={account.error} />}
      {found && (
        <>
          <ReasonTree reason={found.why} />
          {found.reusedFrom && (
            <p>
              Made on {instant(found.reusedFrom.at)} by{" "}
              <Link to={`/runs/${part(found.reusedFrom.run)}`}>run {found.reusedFrom.run}</Link>.
            </p>
          )}
          <h3>What its key is made of</h3>
          <dl className="facts">
            <dt>Activity</dt>
            <dd>{found.key.uses}</dd>
            <dt>Code</dt>
            <dd>
              <code>{found.key.code ?? "–"}</code>
            </dd>
            <dt>Parameters</dt>
            <dd>
              <code>{writeJson(found.key.parameters)}</code>
            </dd>
            {found.key.inputs.map((input) => (
              <div className="fact" key={input.port}>
                <dt>{input.port}</dt>
                <dd>
                  {input.source} <code title={input.digest}>{input.digest.slice(0, 12)}</code>
                </dd>
              </div>
            ))}
          </dl>
        </>
      )}
    </RunFrame>
  );
}
