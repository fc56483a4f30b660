import type { Json } from "../../document/json";
import { AssistedText } from "../../forms/assist";
import { findingsAt, useSurroundings } from "../../forms/context";
import { FieldFindings } from "../../forms/FieldFindings";
import { zoneSuggestions } from "./zones";

interface Props {
  value: Json | undefined;
  onChange: (value: Json | undefined, typed?: string) => void;
}

const pointer = "/schedule/zone";

/** By whose clock: a time zone, found by any part of its name. */
export function ZoneField({ value, onChange }: Props) {
  const { findings, readOnly } = useSurroundings();
  const found = findingsAt(findings, pointer);
  return (
    <div className="field" data-pointer={pointer}>
      <div className="field-head">
        <label className="field-name" htmlFor="schedule-zone">
          time zone
        </label>
      </div>
      <AssistedText
        id="schedule-zone"
        text={typeof value === "string" ? value : value === undefined ? "" : JSON.stringify(value)}
        suggest={zoneSuggestions}
        readOnly={readOnly}
        placeholder="Europe/Berlin"
        aria-required
        aria-invalid={found.some((one) => one.severity === "error") || undefined}
        aria-describedby="schedule-zone-help schedule-zone-findings"
        onText={(text) => onChange(text, pointer)}
      />
      <FieldFindings id="schedule-zone-findings" findings={found} />
      <p id="schedule-zone-help" className="field-help">
        By whose clock. Type any part of its name: a city, a continent.
      </p>
    </div>
  );
}
