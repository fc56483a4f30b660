import { useRef } from "react";
import { isObject, type Json, type JsonObject, textIn } from "../../document/json";
import { useSurroundings } from "../context";
import { SchemaFields } from "../SchemaFields";
import { chooseKind, type Kind, parametersOf } from "../schema";
import type { ControlProps } from "./control";

/** A value that is injected: one of several kinds, with the parameters of its own below. A bare name is the kind with nothing set. */
export function KindsControl({ kinds, ...props }: ControlProps & { kinds: readonly Kind[] }) {
  const { readOnly } = useSurroundings();
  // What was set of each kind, so that looking at another one costs nothing.
  const left = useRef(new Map<string, JsonObject>());
  const usual = nameOf(props.schema.default);
  const name = nameOf(props.value);
  const kind = kinds.find((one) => one.name === (name ?? usual));
  const choose = (to: string) => {
    if (isObject(props.value) && name !== undefined) {
      left.current.set(name, props.value);
    }
    props.onChange(to === "" ? undefined : { ...left.current.get(to), ...chooseKind(props.value, kinds, to) });
  };
  return (
    <div className="kinds">
      <select
        id={props.id}
        value={name ?? ""}
        disabled={readOnly}
        aria-label={props.named}
        aria-describedby={props.describedBy}
        aria-invalid={props.invalid || (name !== undefined && !kind) || undefined}
        aria-required={props.required || undefined}
        className={name === undefined ? "unset" : undefined}
        onChange={(event) => choose(event.target.value)}
      >
        {(name === undefined || !props.required) && (
          <option value="">{usual ? `${usual} (default)` : props.required ? "choose…" : "none"}</option>
        )}
        {name !== undefined && !kind && <option value={name}>{name} (not known)</option>}
        {kinds.map((one) => (
          <option key={one.name} value={one.name}>
            {one.name}
          </option>
        ))}
      </select>
      {kind?.description && <p className="field-help">{kind.description}</p>}
      {kind && name !== undefined && (
        <div className="nested" role="group" aria-label={`Parameters of ${kind.name}`}>
          <SchemaFields
            id={`${props.id}-${kind.name}`}
            schema={parametersOf(kind.schema)}
            value={isObject(props.value) ? props.value : { kind: name }}
            known={["kind"]}
            pointer={props.pointer}
            onChange={props.onChange}
          />
        </div>
      )}
    </div>
  );
}

function nameOf(value: Json | undefined): string | undefined {
  return typeof value === "string" && value !== "" ? value : textIn(value, "kind");
}
