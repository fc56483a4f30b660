import type { Json } from "../../document/json";
import { useSurroundings } from "../context";
import { type ControlProps, shown } from "./control";

/** One of a few words. A word that is none of them stays and is marked. */
export function ChoiceControl({ values, ...props }: ControlProps & { values: readonly Json[] }) {
  const { readOnly } = useSurroundings();
  const { value, schema } = props;
  const index =
    value === undefined || value === null ? "" : String(values.findIndex((one) => String(one) === String(value)));
  const usual = schema.default;
  return (
    <select
      id={props.id}
      value={index}
      disabled={readOnly}
      aria-label={props.named}
      aria-describedby={props.describedBy}
      aria-invalid={props.invalid || index === "-1" || undefined}
      aria-required={props.required || undefined}
      className={index === "" ? "unset" : undefined}
      onChange={(event) => props.onChange(event.target.value === "" ? undefined : values[Number(event.target.value)])}
    >
      {(index === "" || !props.required) && (
        <option value="">
          {usual === undefined || usual === null ? (props.required ? "choose…" : "none") : `${shown(usual)} (default)`}
        </option>
      )}
      {index === "-1" && <option value="-1">{shown(value)} (not known)</option>}
      {values.map((one, at) => (
        <option key={String(one)} value={at} title={schema["x-descriptions"]?.[at]}>
          {String(one)}
        </option>
      ))}
    </select>
  );
}
