import { lazy, Suspense, useMemo, useState } from "react";
import { Link, useNavigate, useParams, useSearchParams } from "react-router";
import type { Action } from "../actions/action";
import { useActions } from "../actions/registry";
import { part } from "../api/client";
import type { RunRequest } from "../api/runs";
import { cancel } from "../running/cancel";
import { ProblemView } from "../running/ProblemView";
import { useRun } from "../running/useRun";
import { WhyDialog } from "../running/WhyDialog";
import { EventsTab } from "./EventsTab";
import { FactsTab } from "./FactsTab";
import { LogTab } from "./LogTab";
import { ResumeDialog } from "./ResumeDialog";
import { RunHeader } from "./RunHeader";
import { StepsTable } from "./StepsTable";
import { Timeline } from "./timeline/Timeline";
import "./runs.css";

const RunDialog = lazy(async () => ({ default: (await import("../running/RunDialog")).RunDialog }));

const tabs = [
  ["steps", "Steps"],
  ["timeline", "Timeline"],
  ["events", "Events"],
  ["log", "Log"],
  ["facts", "Parameters and metrics"],
] as const;

type Over = { show: "plan"; request: RunRequest } | { show: "resume" } | { show: "why"; step: string } | null;

/** Everything that is tracked of a run, while it goes on and after. */
export function RunPage() {
  const { run = "" } = useParams();
  return <Run key={run} run={run} />;
}

function Run({ run }: { run: string }) {
  const { now, document, query } = useRun(run);
  const [parameters, setParameters] = useSearchParams();
  const navigate = useNavigate();
  const [over, setOver] = useState<Over>(null);
  const tab = tabs.find(([name]) => name === parameters.get("tab"))?.[0] ?? "steps";
  const close = () => setOver(null);
  const show = (name: string) => setParameters(name === "steps" ? {} : { tab: name });
  const actions = useMemo<Action[]>(
    () => [
      {
        id: "run.fork",
        label: "Fork this run",
        section: "Runs",
        run: () => setOver({ show: "plan", request: { run } }),
      },
      {
        id: "run.cancel",
        label: "Cancel this run",
        section: "Runs",
        refused: () => (now?.state === "running" ? undefined : "It has ended."),
        run: () => void cancel(run),
      },
    ],
    [run, now?.state],
  );
  useActions(actions);
  if (query.isError && !document) {
    return (
      <main className="page">
        <h1>Run {run}</h1>
        <ProblemView problem={query.error} />
      </main>
    );
  }
  if (!now || !document) {
    return (
      <main className="page">
        <p role="status">Loading…</p>
      </main>
    );
  }

  return (
    <main className="page wide">
      <RunHeader
        now={now}
        document={document}
        onFork={() => setOver({ show: "plan", request: { run } })}
        onResume={() => setOver({ show: "resume" })}
        onRerun={() =>
          setOver({ show: "plan", request: { workflow: document.workflow, parameters: document.parameters } })
        }
        onCancel={() => void cancel(run)}
      />
      <div className="run-tabs" role="tablist" aria-label="Views of the run">
        {tabs.map(([name, label]) => (
          <button
            key={name}
            type="button"
            role="tab"
            id={`tab-${name}`}
            aria-selected={tab === name}
            aria-controls="run-panel"
            tabIndex={tab === name ? 0 : -1}
            onClick={() => show(name)}
            onKeyDown={(event) => {
              const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
              if (by) {
                const next =
                  tabs[(tabs.findIndex(([one]) => one === tab) + by + tabs.length) % tabs.length]?.[0] ?? "steps";
                show(next);
                window.document.getElementById(`tab-${next}`)?.focus();
              }
            }}
          >
            {label}
            {name === "log" && !document.hasLog && <span className="soft"> (none)</span>}
          </button>
        ))}
      </div>
      <div role="tabpanel" id="run-panel" aria-labelledby={`tab-${tab}`} className="run-panel">
        {tab === "steps" && (
          <>
            {document.results && (
              <p className="note-line">
                This is a sweep of {document.results.runs} runs:{" "}
                <Link to={`/sweeps/${part(run)}`}>see them side by side</Link>.
              </p>
            )}
            <StepsTable now={now} document={document} onWhy={(step) => setOver({ show: "why", step })} />
          </>
        )}
        {tab === "timeline" && <Timeline run={document} />}
        {tab === "events" && <EventsTab run={run} last={now.last} steps={Object.keys(now.steps)} />}
        {tab === "log" && (
          <LogTab run={run} hasLog={document.hasLog} last={now.last} isRunning={now.state === "running"} />
        )}
        {tab === "facts" && <FactsTab document={document} />}
      </div>
      <Suspense>
        {over?.show === "plan" && (
          <RunDialog
            request={over.request}
            onClose={close}
            onStarted={(begun) => {
              close();
              navigate(`/runs/${part(begun.run)}`);
            }}
          />
        )}
      </Suspense>
      {over?.show === "resume" && <ResumeDialog now={now} document={document} onClose={close} />}
      {over?.show === "why" && <WhyDialog run={run} step={over.step} onClose={close} />}
    </main>
  );
}
