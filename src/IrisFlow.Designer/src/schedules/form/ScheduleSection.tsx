import { Link } from "react-router";
import { part } from "../../api/client";
import { parametersOf } from "../../document/document";
import { isObject, type Json, member } from "../../document/json";
import { useDocument, useDocumentStore } from "../../document/useDocument";
import { findingsAt, Surroundings } from "../../forms/context";
import { Field } from "../../forms/Field";
import { FieldFindings } from "../../forms/FieldFindings";
import { useReplace } from "../../inspector/editing";
import { useStepSurroundings } from "../../inspector/surroundings";
import { zoneHere } from "../instants";
import { ScheduleForm } from "./ScheduleForm";
import { draftWords, newSchedule } from "./schedule";
import "./scheduleForm.css";

/** When the workflow runs by itself: a part of its file, edited as the rest of it is. */
export function ScheduleSection() {
  const store = useDocumentStore();
  const workflow = useDocument((open) => open.workflow);
  const schedule = useDocument((open) => member(open.history.document.definition, "schedule"));
  const saved = useDocument((open) => member(open.saved.document.definition, "schedule"));
  const parameters = useDocument((open) => parametersOf(open.history.document));
  const around = useStepSurroundings("");
  const replace = useReplace();
  const remove = () => replace(["schedule"], undefined, { label: "remove the schedule" });
  const draft = draftWords(schedule, saved);
  const put = (key: string) => (value: Json | undefined, typed?: string) =>
    replace(["schedule", key], value, { label: `change the schedule's ${key}`, typing: typed });
  const putAll = (value: Json, typed?: string) =>
    replace(["schedule"], value, { label: "change the schedule", typing: typed });
  return (
    // A schedule is read as it stands: it holds no placeholder that a parameter could fill.
    <Surroundings.Provider value={{ ...around, parameters: [], pointer: "/schedule" }}>
      <section aria-labelledby="workflow-schedule" className="schedule-section" data-pointer="/schedule">
        <header className="schedule-section-head">
          <h3 id="workflow-schedule">Schedule</h3>
          {saved !== undefined && <Link to={`/schedules/${part(workflow)}`}>Its ticks</Link>}
        </header>
        {draft !== undefined && (
          <p className="schedule-draft" role="status">
            {draft}
          </p>
        )}
        <FieldFindings findings={findingsAt(around.findings, "/schedule")} />
        {schedule === undefined && (
          <>
            <p className="hint">None: it runs when somebody runs it.</p>
            {!around.readOnly && (
              <button
                type="button"
                className="schedule-add"
                onClick={() => {
                  replace(["schedule"], newSchedule(zoneHere()), { label: "add a schedule" });
                  store.getState().seal();
                  requestAnimationFrame(() => document.getElementById("schedule-cron")?.focus());
                }}
              >
                Add a schedule
              </button>
            )}
          </>
        )}
        {isObject(schedule) && (
          <ScheduleForm schedule={schedule} parameters={parameters} onPut={put} onChange={putAll} />
        )}
        {schedule !== undefined && !isObject(schedule) && (
          <Field
            id="schedule-text"
            label="schedule"
            schema={{}}
            value={schedule}
            pointer="/schedule"
            onChange={(value, typed) => value !== undefined && putAll(value, typed)}
          />
        )}
        {schedule !== undefined && !around.readOnly && (
          <button type="button" className="quiet schedule-remove" onClick={remove}>
            Remove the schedule
          </button>
        )}
      </section>
    </Surroundings.Provider>
  );
}
