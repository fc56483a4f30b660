import type { Json } from "../document/json";
import { findingsAt, useSurroundings } from "./context";
import type { ControlProps } from "./controls/control";
import { shown } from "./controls/control";
import { rangeOf } from "./controls/NumberControl";
import { ValueControl } from "./controls/ValueControl";
import { FieldFindings } from "./FieldFindings";
import { bareOf, columnsPort, isPlaceholder, type JsonSchema, shapeOf } from "./schema";

/** A value with its name, what it is for, how to take it back, and what the check says of it. */
export function Field(props: Omit<ControlProps, "describedBy" | "invalid">) {
  const { findings, readOnly, whyUnknown } = useSurroundings();
  const { id, label, schema, value, required } = props;
  const bare = bareOf(schema);
  const shape = shapeOf(schema);
  // A group has a name of its own; a label names one control.
  const isGroup = shape.kind === "map" || shape.kind === "object";
  const Label = isGroup ? "span" : "label";
  // Parts that have a place of their own show their findings there.
  const inside = shape.kind === "kinds" || shape.kind === "object" || shape.kind === "map";
  const found = findingsAt(findings, props.pointer, !inside);
  const described = schema.description ?? bare.description ?? "";
  // The documentation often says the range itself.
  const range = shape.kind === "number" && !/\d/.test(described) ? rangeOf(bare) : "";
  const help = [described, range && `${range}.`, notationOf(bare), meaningOf(bare, value)].filter(Boolean).join(" ");
  const port = readOnly ? undefined : columnsPort(schema);
  const unknown = port && whyUnknown?.(port);
  const describedBy =
    [help && `${id}-help`, unknown && `${id}-unknown`, found.length > 0 && `${id}-findings`]
      .filter(Boolean)
      .join(" ") || undefined;
  const unset = value === undefined || value === null;
  const helpText = help && (
    <p id={`${id}-help`} className="field-help">
      {help}
    </p>
  );
  return (
    <div className={`field field-${shape.kind}${unset ? " field-unset" : ""}`} data-pointer={props.pointer}>
      <div className="field-head">
        <Label className="field-name" {...(isGroup ? {} : { htmlFor: id })}>
          {label}
          {required && (
            <span className="required" title="required">
              <span aria-hidden="true">*</span>
              <span className="visually-hidden"> (required)</span>
            </span>
          )}
        </Label>
        {!readOnly && <FieldActions {...props} />}
      </div>
      {inside && helpText}
      <ValueControl {...props} describedBy={describedBy} invalid={found.some((one) => one.severity === "error")} />
      {unknown && (
        <p id={`${id}-unknown`} className="field-unknown-columns">
          {unknown}
        </p>
      )}
      <FieldFindings id={`${id}-findings`} findings={found} />
      {!inside && helpText}
    </div>
  );
}

/** Giving the value to a parameter of the workflow, and taking it back to the default. */
function FieldActions({ label, schema, value, required, onChange }: Omit<ControlProps, "describedBy" | "invalid">) {
  const { parameters } = useSurroundings();
  const bare = bareOf(schema);
  const shape = shapeOf(schema);
  const fitting = parameters.filter(({ type }) =>
    fitsType(shape.kind === "number" ? (shape.whole ? "integer" : "number") : shape.kind, type),
  );
  const usual = bare.default;
  return (
    <span className="field-actions">
      {isPlaceholder(value) && shape.kind !== "text" && shape.kind !== "number" && (
        <button type="button" className="quiet" onClick={() => onChange(undefined)}>
          Use a value
        </button>
      )}
      {!isPlaceholder(value) && fitting.length > 0 && (
        <button
          type="button"
          className="quiet mono"
          title="Let a parameter of the workflow give the value"
          aria-label={`Let a parameter give ${label}`}
          onClick={() => onChange(`\${${fitting[0]?.name}}`)}
        >
          {"${}"}
        </button>
      )}
      {value !== undefined && !required && (
        <button
          type="button"
          className="quiet"
          title={usual === undefined ? "Back to no value" : `Back to the default, ${shown(usual)}`}
          aria-label={`Reset ${label} to the default`}
          onClick={() => onChange(undefined)}
        >
          Reset
        </button>
      )}
    </span>
  );
}

/** How a quantity is written down. */
function notationOf(schema: JsonSchema): string {
  switch (schema["x-quantity"]) {
    case "duration":
      return "Written with its unit: 500 ms, 30 s, 5 m, 2 h or 1 d.";
    case "memory":
      return "Written with its unit: 512 MiB or 4 GB.";
    default:
      return "";
  }
}

/** What the chosen word of a choice means. */
function meaningOf(schema: JsonSchema, value: Json | undefined): string {
  const index = value === undefined ? -1 : (schema.enum?.indexOf(value) ?? -1);
  const meaning = schema["x-descriptions"]?.[index];
  return meaning ? `${shown(value)}: ${meaning}` : "";
}

function fitsType(shape: string, type: string): boolean {
  return (
    shape === type ||
    (shape === "number" && type === "integer") ||
    ((shape === "text" || shape === "choice") && type === "string")
  );
}
