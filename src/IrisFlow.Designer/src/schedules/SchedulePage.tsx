import { useMemo, useState } from "react";
import { Link, useNavigate, useParams } from "react-router";
import type { Action } from "../actions/action";
import { useActions } from "../actions/registry";
import { part } from "../api/client";
import { type Schedule, showCall } from "../api/schedules";
import { FindingText } from "../findings/FindingText";
import { CopyAs } from "../running/CopyAs";
import { commandOf } from "../running/commandLine";
import { ProblemView } from "../running/ProblemView";
import { clockHere } from "./instants";
import { LastTick } from "./LastTick";
import { StateMark, Until } from "./marks";
import { NextFires } from "./NextFires";
import { NotServed } from "./NotServed";
import { PolicyFacts } from "./PolicyFacts";
import { type ScheduleDeed, ScheduleDialog } from "./ScheduleDialog";
import { TickHistory } from "./TickHistory";
import { useSchedule, useSchedules } from "./useSchedules";
import "../running/running.css";
import "../runs/runs.css";
import "../runs/list.css";
import "./schedules.css";

/** The schedule of a workflow: when it fires next, what it does then, and what became of its ticks. */
export function SchedulePage() {
  const { workflow = "" } = useParams();
  const query = useSchedule(workflow);
  const serving = useSchedules().data?.serving;
  return (
    <main className="page wide schedule-page">
      {query.isPending && <p role="status">Loading…</p>}
      {query.isError && (
        <>
          <h1>The schedule of {workflow}</h1>
          <ProblemView problem={query.error} />
          <p>
            Go to the <Link to={`/workflows/${part(workflow)}`}>workflow</Link> or to{" "}
            <Link to="/schedules">all schedules</Link>.
          </p>
        </>
      )}
      {query.data && !query.isError && <Shown schedule={query.data} isServed={serving !== false} />}
    </main>
  );
}

function Shown({ schedule, isServed }: { schedule: Schedule; isServed: boolean }) {
  const { workflow, state, words, next, paused, failures, findings } = schedule;
  const [deed, setDeed] = useState<ScheduleDeed | null>(null);
  useScheduleDeeds(schedule, setDeed);
  const [first] = next;
  return (
    <>
      <header className="run-header">
        <div className="run-title">
          <h1>
            <Link to={`/workflows/${part(workflow)}`}>{workflow}</Link> <span className="run-id">{words?.when}</span>
          </h1>
          <StateMark state={state} />
          <span className="run-buttons">
            {state === "active" && (
              <button type="button" onClick={() => setDeed("pause")}>
                Pause…
              </button>
            )}
            {state === "paused" && (
              <button type="button" className="primary" onClick={() => setDeed("resume")}>
                Resume…
              </button>
            )}
            <button type="button" onClick={() => setDeed("run")}>
              Run now…
            </button>
          </span>
        </div>
        <p className="run-line">
          <span>
            <code>{schedule.cron}</code> {words ? "" : schedule.zone}
          </span>
          {state === "active" && first && (
            <span>
              fires next <Until at={first.at} />
            </span>
          )}
          {failures > 0 && (
            <span className="step-error">
              {failures === 1 ? "the last run failed" : `the last ${failures} runs failed`}
            </span>
          )}
        </p>
        <CopyAs command={commandOf("schedules", "show", workflow)} call={showCall(workflow)} show />
      </header>
      {!isServed && <NotServed />}
      {paused && (
        <div className="schedule-banner" role="status">
          <strong>Paused: {paused.reason}</strong>{" "}
          <span className="soft">
            by {paused.by}, {clockHere(paused.at)}
          </span>
        </div>
      )}
      {findings.length > 0 && (
        <div className="problem" role="alert">
          {findings.map((finding) => (
            <p key={`${finding.rule} ${finding.message}`}>
              <FindingText finding={finding} />
            </p>
          ))}
        </div>
      )}
      <div className="schedule-columns">
        <section aria-labelledby="schedule-next">
          <h2 id="schedule-next">{next.length === 0 ? "Next" : `Next ${next.length}`}</h2>
          {next.length === 0 ? (
            <p className="soft">{state === "invalid" ? "It does not fire until it is mended." : "It never fires."}</p>
          ) : (
            <NextFires zone={schedule.zone} fires={next} label="The ticks to come" />
          )}
          {paused && next.length > 0 && <p className="hint">None of them fires while it is paused.</p>}
        </section>
        <section aria-labelledby="schedule-how">
          <h2 id="schedule-how">What it does</h2>
          {words ? (
            <PolicyFacts words={words} parameters={schedule.parameters} />
          ) : (
            <p className="soft">Nothing, as it stands.</p>
          )}
          <h2>Last</h2>
          <LastTick tick={schedule.last} />
        </section>
      </div>
      <TickHistory schedule={schedule} />
      {deed && <ScheduleDialog deed={deed} workflow={workflow} onClose={() => setDeed(null)} />}
    </>
  );
}

/** What can be done to the schedule that is shown, for the command palette. */
function useScheduleDeeds({ workflow, state }: Schedule, onDo: (deed: ScheduleDeed) => void): void {
  const navigate = useNavigate();
  useActions(
    useMemo(
      (): Action[] => [
        {
          id: "schedule.pause",
          label: "Pause this schedule",
          section: "Schedules",
          refused: () => (state === "active" ? undefined : `It is ${state}.`),
          run: () => onDo("pause"),
        },
        {
          id: "schedule.resume",
          label: "Resume this schedule",
          section: "Schedules",
          refused: () => (state === "paused" ? undefined : "It is not paused."),
          run: () => onDo("resume"),
        },
        { id: "schedule.run", label: "Run this schedule now", section: "Schedules", run: () => onDo("run") },
        {
          id: "schedule.workflow",
          label: "Open its workflow",
          section: "Schedules",
          run: () => navigate(`/workflows/${part(workflow)}`),
        },
      ],
      [workflow, state, onDo, navigate],
    ),
  );
}
