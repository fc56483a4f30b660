import type { Json } from "../../document/json";
import { findingsAt, useSurroundings } from "../../forms/context";
import { JsonControl } from "../../forms/controls/JsonControl";
import { FieldFindings } from "../../forms/FieldFindings";
import { presets } from "./schedule";

interface Props {
  value: Json | undefined;
  onChange: (value: Json | undefined, typed?: string) => void;
}

const pointer = "/schedule/cron";

/** When it fires: one of the usual times, or any by the five fields of cron. */
export function CronField({ value, onChange }: Props) {
  const { findings, readOnly } = useSurroundings();
  const found = findingsAt(findings, pointer);
  const isText = value === undefined || typeof value === "string";
  return (
    <div className="field" data-pointer={pointer}>
      <div className="field-head">
        <label className="field-name" htmlFor="schedule-cron">
          when (cron)
        </label>
      </div>
      {isText ? (
        <input
          id="schedule-cron"
          type="text"
          className="mono"
          value={value ?? ""}
          readOnly={readOnly}
          spellCheck={false}
          autoComplete="off"
          aria-required
          aria-invalid={found.some((one) => one.severity === "error") || undefined}
          aria-describedby="schedule-cron-help schedule-cron-findings"
          onChange={(event) => onChange(event.target.value, pointer)}
        />
      ) : (
        <JsonControl
          id="schedule-cron"
          label="when (cron)"
          schema={{}}
          value={value}
          pointer={pointer}
          onChange={onChange}
        />
      )}
      <FieldFindings id="schedule-cron-findings" findings={found} />
      <p id="schedule-cron-help" className="field-help">
        minute hour day month weekday; six fields begin with seconds
      </p>
      {!readOnly && (
        <div className="schedule-presets" role="group" aria-label="Usual times">
          {presets.map(({ label, cron }) => (
            <button
              key={cron}
              type="button"
              className="quiet"
              title={cron}
              aria-pressed={value === cron}
              onClick={() => onChange(cron)}
            >
              {label}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}
