import type { ParameterView } from "../../document/document";
import { type Json, type JsonObject, member, objectIn } from "../../document/json";
import { findingsAt, useSurroundings } from "../../forms/context";
import { FieldFindings } from "../../forms/FieldFindings";
import { SchemaFields } from "../../forms/SchemaFields";
import "../../forms/forms.css";
import { CatchUpField } from "./CatchUpField";
import { CronField } from "./CronField";
import { SchedulePreview } from "./SchedulePreview";
import { parametersSchema, policySchema } from "./schedule";
import { ZoneField } from "./ZoneField";

interface Props {
  schedule: JsonObject;
  parameters: readonly ParameterView[];
  /** Changes one member. */
  onPut: (key: string) => (value: Json | undefined, typed?: string) => void;
  onChange: (schedule: JsonObject, typed?: string) => void;
}

// Shown by a field of their own; what is none of them and not in the schema either is flagged and kept.
const own = ["cron", "zone", "catchUp", "parameters"];

/** The members of a schedule. */
export function ScheduleForm({ schedule, parameters, onPut, onChange }: Props) {
  const { findings } = useSurroundings();
  const given = objectIn(schedule, "parameters");
  const hasParameters = parameters.length > 0 || Object.keys(given).length > 0;
  const putGiven = (value: JsonObject, typed?: string) =>
    onPut("parameters")(Object.keys(value).length === 0 ? undefined : value, typed);
  return (
    <div className="schema-form">
      <CronField value={member(schedule, "cron")} onChange={onPut("cron")} />
      <ZoneField value={member(schedule, "zone")} onChange={onPut("zone")} />
      <SchedulePreview schedule={schedule} />
      {hasParameters && (
        <fieldset className="schedule-parameters" data-pointer="/schedule/parameters">
          <legend>Parameters of its runs</legend>
          <FieldFindings findings={findingsAt(findings, "/schedule/parameters")} />
          <SchemaFields
            id="schedule-parameter"
            schema={parametersSchema(parameters)}
            value={given}
            pointer="/schedule/parameters"
            onChange={putGiven}
          />
        </fieldset>
      )}
      <CatchUpField value={member(schedule, "catchUp")} onChange={onPut("catchUp")} />
      <SchemaFields
        id="schedule"
        schema={policySchema}
        value={schedule}
        pointer="/schedule"
        known={own}
        onChange={(value, typed) => onChange(withoutEmpty(value), typed)}
      />
    </div>
  );
}

/** A deadline that was cleared is none. */
function withoutEmpty(schedule: JsonObject): JsonObject {
  const { startDeadline, ...rest } = schedule;
  return startDeadline === "" ? rest : schedule;
}
