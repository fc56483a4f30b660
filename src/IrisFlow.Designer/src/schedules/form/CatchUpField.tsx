import type { Json } from "../../document/json";
import { findingsAt, useSurroundings } from "../../forms/context";
import { JsonControl } from "../../forms/controls/JsonControl";
import { NumberControl } from "../../forms/controls/NumberControl";
import { FieldFindings } from "../../forms/FieldFindings";
import { type CatchUp, catchUpOf, catchUpValue } from "./schedule";

interface Props {
  value: Json | undefined;
  onChange: (value: Json | undefined, typed?: string) => void;
}

const pointer = "/schedule/catchUp";

/** What is run, once something serves again, of the ticks that were missed because nothing did. */
export function CatchUpField({ value, onChange }: Props) {
  const { findings, readOnly } = useSurroundings();
  const found = findingsAt(findings, pointer, true);
  const shown = catchUpOf(value);
  const described = "schedule-catchUp-help schedule-catchUp-findings";
  return (
    <div className="field" data-pointer={pointer}>
      <div className="field-head">
        <label className="field-name" htmlFor="schedule-catchUp">
          catchUp
        </label>
      </div>
      {shown === undefined ? (
        <JsonControl
          id="schedule-catchUp"
          label="catchUp"
          schema={{}}
          value={value}
          pointer={pointer}
          describedBy={described}
          onChange={onChange}
        />
      ) : (
        <div className="schedule-catch-up">
          <select
            id="schedule-catchUp"
            value={shown.which}
            disabled={readOnly}
            aria-describedby={described}
            onChange={(event) => onChange(catchUpValue(event.target.value as CatchUp["which"]))}
          >
            <option value="latest">the latest one (default)</option>
            <option value="none">none</option>
            <option value="all">all, up to</option>
          </select>
          {shown.which === "all" && (
            <NumberControl
              id="schedule-catchUp-most"
              label="catchUp: at most"
              named="How many missed ticks at most"
              schema={{ type: "integer", minimum: 1 }}
              whole
              value={shown.most}
              pointer={`${pointer}/all`}
              onChange={(most, typed) => onChange({ all: most ?? "" }, typed)}
            />
          )}
        </div>
      )}
      <FieldFindings id="schedule-catchUp-findings" findings={found} />
      <p id="schedule-catchUp-help" className="field-help">
        Which of the ticks that were missed while nothing served are run once something does.
      </p>
    </div>
  );
}
