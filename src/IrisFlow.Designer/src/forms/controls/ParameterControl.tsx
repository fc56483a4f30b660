import { useSurroundings } from "../context";
import type { ControlProps } from "./control";

/** A value that a workflow parameter gives: `${k}`. */
export function ParameterControl(props: Omit<ControlProps, "value"> & { value: string }) {
  const { parameters, readOnly } = useSurroundings();
  const name = props.value.slice(2, -1);
  const known = parameters.find((parameter) => parameter.name === name);
  return (
    <select
      id={props.id}
      className="parameter"
      value={name}
      disabled={readOnly}
      aria-label={props.named}
      aria-describedby={props.describedBy}
      aria-invalid={props.invalid || !known || undefined}
      onChange={(event) => props.onChange(`\${${event.target.value}}`)}
    >
      {!known && <option value={name}>{name} (no such parameter)</option>}
      {parameters.map((parameter) => (
        <option key={parameter.name} value={parameter.name}>
          {`\${${parameter.name}}`}
        </option>
      ))}
    </select>
  );
}
