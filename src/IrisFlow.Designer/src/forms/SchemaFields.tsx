import { useState } from "react";
import { type Json, type JsonObject, member, objectOf } from "../document/json";
import { pointerOf } from "../document/pointer";
import { findingsAt, useSurroundings } from "./context";
import { JsonControl } from "./controls/JsonControl";
import { Field } from "./Field";
import { FieldFindings } from "./FieldFindings";
import type { JsonSchema } from "./schema";

// With more fields than this, optional ones that say nothing are folded away.
const most = 6;

interface SchemaFieldsProps {
  id: string;
  schema: JsonSchema;
  value: JsonObject;
  pointer: string;
  /** Keys that another control shows. */
  known?: readonly string[];
  onChange(value: JsonObject, typed?: string): void;
}

/** A field for each property of an object, required ones first. Keys that the schema does not name are shown, flagged and kept. */
export function SchemaFields({ id, schema, value, pointer, known = [], onChange }: SchemaFieldsProps) {
  const { findings } = useSurroundings();
  const properties = Object.entries(schema.properties ?? {});
  const isRequired = (name: string) => schema.required?.includes(name) === true;
  // Decided once: a field does not jump away because something is typed into it.
  const [folded] = useState(() => {
    const optional = properties
      .map(([name]) => name)
      .filter((name) => !isRequired(name) && !Object.hasOwn(value, name));
    return new Set(properties.length > most && optional.length < properties.length ? optional : []);
  });
  const sorted = [
    ...properties.filter(([name]) => isRequired(name)),
    ...properties.filter(([name]) => !isRequired(name)),
  ];
  const unknown = Object.keys(value).filter(
    (key) => !known.includes(key) && !Object.hasOwn(schema.properties ?? {}, key),
  );
  const put = (name: string) => (next: Json | undefined, typed?: string) =>
    onChange(withMember(value, name, next), typed);
  const field = ([name, property]: [string, JsonSchema]) => (
    <Field
      key={name}
      id={`${id}-${name}`}
      label={name}
      schema={property}
      value={member(value, name)}
      pointer={pointer + pointerOf([name])}
      required={isRequired(name)}
      onChange={put(name)}
    />
  );
  const isWrong = (name: string) => findingsAt(findings, pointer + pointerOf([name]), true).length > 0;
  return (
    <>
      {sorted.filter(([name]) => !folded.has(name)).map(field)}
      {folded.size > 0 && (
        <details className="more-fields" open={[...folded].some((name) => isWrong(name)) || undefined}>
          <summary>{folded.size} more, rarely needed</summary>
          <div className="schema-form">{sorted.filter(([name]) => folded.has(name)).map(field)}</div>
        </details>
      )}
      {unknown.map((name) => (
        <UnknownField
          key={name}
          id={`${id}-${name}`}
          name={name}
          value={member(value, name)}
          pointer={pointer + pointerOf([name])}
          onChange={put(name)}
        />
      ))}
    </>
  );
}

interface UnknownProps {
  id: string;
  name: string;
  value: Json | undefined;
  pointer: string;
  onChange(value: Json | undefined, typed?: string): void;
}

function UnknownField({ id, name, value, pointer, onChange }: UnknownProps) {
  const { findings, readOnly } = useSurroundings();
  return (
    <div className="field field-unknown" data-pointer={pointer}>
      <div className="field-head">
        <label htmlFor={id}>{name}</label>
        <span className="pill warn">not known here</span>
        {!readOnly && (
          <button type="button" className="quiet" aria-label={`Remove ${name}`} onClick={() => onChange(undefined)}>
            Remove
          </button>
        )}
      </div>
      <JsonControl
        id={id}
        label={name}
        schema={{}}
        value={value}
        pointer={pointer}
        onChange={(next, typed) => next !== undefined && onChange(next, typed)}
        describedBy={`${id}-findings`}
      />
      <FieldFindings id={`${id}-findings`} findings={findingsAt(findings, pointer, true)} />
    </div>
  );
}

/** The object with one member changed in its place, or new at the end; without it for undefined. */
export function withMember(map: JsonObject, name: string, value: Json | undefined): JsonObject {
  const members = Object.entries(map);
  if (value === undefined) {
    return objectOf(members.filter(([key]) => key !== name));
  }
  return objectOf(
    Object.hasOwn(map, name)
      ? members.map(([key, old]) => [key, key === name ? value : old])
      : [...members, [name, value]],
  );
}
