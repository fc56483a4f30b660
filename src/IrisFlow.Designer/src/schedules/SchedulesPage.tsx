import { useState } from "react";
import { Link } from "react-router";
import { part } from "../api/client";
import type { Schedule } from "../api/schedules";
import { CopyAs } from "../running/CopyAs";
import { commandOf } from "../running/commandLine";
import { ProblemView } from "../running/ProblemView";
import { clockHere, offsetOf, wallClock } from "./instants";
import { LastTick } from "./LastTick";
import { StateMark, Until } from "./marks";
import { NotServed } from "./NotServed";
import { type ScheduleDeed, ScheduleDialog } from "./ScheduleDialog";
import { useSchedules } from "./useSchedules";
import "../running/running.css";
import "../runs/runs.css";
import "../runs/list.css";
import "./schedules.css";

/** All schedules of the workspace: when each fires next, how it went last, and the ways to hold it or to run it. */
export function SchedulesPage() {
  const schedules = useSchedules();
  const [over, setOver] = useState<{ deed: ScheduleDeed; workflow: string } | null>(null);
  const items = schedules.data?.items ?? [];
  return (
    <main className="page wide schedules">
      <div className="runs-head">
        <h1>Schedules</h1>
        <CopyAs command={commandOf("schedules")} call={{ method: "GET", path: "/api/schedules" }} />
      </div>
      {schedules.isPending && <p role="status">Loading…</p>}
      {schedules.isError && <ProblemView problem={schedules.error} />}
      {items.length > 0 && schedules.data?.serving === false && <NotServed />}
      {schedules.isSuccess && items.length === 0 && <NoneYet />}
      {items.length > 0 && (
        <table className="plain dense schedule-list">
          <thead>
            <tr>
              <th scope="col">Workflow</th>
              <th scope="col">When</th>
              <th scope="col">Next</th>
              <th scope="col">Last</th>
              <th scope="col">
                <span className="visually-hidden">Actions</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {items.map((schedule) => (
              <Row
                key={schedule.workflow}
                schedule={schedule}
                onDo={(deed) => setOver({ deed, workflow: schedule.workflow })}
              />
            ))}
          </tbody>
        </table>
      )}
      {over && <ScheduleDialog {...over} onClose={() => setOver(null)} />}
    </main>
  );
}

function Row({ schedule, onDo }: { schedule: Schedule; onDo: (deed: ScheduleDeed) => void }) {
  const { workflow, state, words, cron, zone, paused, failures } = schedule;
  const next = schedule.next[0];
  const holding: ScheduleDeed = state === "paused" ? "resume" : "pause";
  return (
    <tr>
      <th scope="row">
        <Link to={`/schedules/${part(workflow)}`}>{workflow}</Link> <StateMark state={state} />
        {paused && <p className="hint">{paused.reason}</p>}
      </th>
      <td>
        {words?.when ?? schedule.findings[0]?.message}
        <p className="hint">
          <code>{cron}</code> {words ? "" : zone}
        </p>
      </td>
      <td>
        {state === "active" && next ? (
          <>
            <Until at={next.at} />
            {next.dst !== null && (
              <span className="pill warn" title={next.note ?? undefined}>
                clocks change
              </span>
            )}
            <p className="hint">
              {wallClock(next.zoned)} <span title={zone}>{offsetOf(next.zoned)}</span>
              <br />
              {clockHere(next.at)} here
            </p>
          </>
        ) : (
          <span className="soft">{state === "active" ? "never" : `not while it is ${state}`}</span>
        )}
      </td>
      <td>
        <LastTick tick={schedule.last} />
        {failures > 1 && <p className="hint step-error">{failures} failed in a row</p>}
      </td>
      <td>
        <span className="row-actions">
          {state !== "invalid" && (
            <button
              type="button"
              className="quiet"
              aria-label={`${holding === "pause" ? "Pause" : "Resume"} ${workflow}`}
              onClick={() => onDo(holding)}
            >
              {holding === "pause" ? "Pause…" : "Resume…"}
            </button>
          )}
          <button type="button" className="quiet" aria-label={`Run ${workflow} now`} onClick={() => onDo("run")}>
            Run now…
          </button>
        </span>
      </td>
    </tr>
  );
}

function NoneYet() {
  return (
    <section className="empty">
      <h2>Nothing is scheduled yet</h2>
      <p>
        A workflow can run by itself: each night, each weekday, each month, by the clock of a time zone. Open one of the{" "}
        <Link to="/">workflows</Link>, pick no step, press <em>Add a schedule</em> beside the canvas, and save.
      </p>
      <p>In its file it reads, before the steps:</p>
      <pre>{`"schedule": { "cron": "0 4 * * *", "zone": "Europe/Berlin" }`}</pre>
      <p>
        It fires while <code>irisflow serve</code> runs.
      </p>
    </section>
  );
}
