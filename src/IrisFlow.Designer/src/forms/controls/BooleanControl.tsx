import { useSurroundings } from "../context";
import type { ControlProps } from "./control";

/** Yes or no. */
export function BooleanControl({ id, named, value, schema, describedBy, invalid, onChange }: ControlProps) {
  const { readOnly } = useSurroundings();
  const usual = schema.default === true;
  const on = typeof value === "boolean" ? value : usual;
  return (
    <span className="switch">
      <input
        id={id}
        type="checkbox"
        role="switch"
        checked={on}
        disabled={readOnly}
        aria-label={named}
        aria-describedby={describedBy}
        aria-invalid={invalid || undefined}
        onChange={(event) => onChange(event.target.checked)}
      />
      <span aria-hidden="true">{on ? "yes" : "no"}</span>
    </span>
  );
}
