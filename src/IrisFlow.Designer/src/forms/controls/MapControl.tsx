import { useState } from "react";
import { isObject, type Json, member, objectOf } from "../../document/json";
import { pointerOf } from "../../document/pointer";
import { AssistedText } from "../assist";
import { findingsAt, useSurroundings } from "../context";
import { FieldFindings } from "../FieldFindings";
import { blankOf, type JsonSchema } from "../schema";
import { columnSuggestions } from "../suggest";
import { type ControlProps, movedTo } from "./control";
import { ValueControl } from "./ValueControl";

/** Names with a value each: new columns with their expressions, columns with their types. */
export function MapControl({ inner, columnsOf, ...props }: ControlProps & { inner: JsonSchema; columnsOf?: string }) {
  const { readOnly, columnsOf: columnsOfPort } = useSurroundings();
  const map = isObject(props.value) ? props.value : {};
  const rows = Object.entries(map);
  const [begun, setBegun] = useState<string>();
  const suggest = columnSuggestions(columnsOf ? columnsOfPort(columnsOf) : undefined);
  const put = (members: readonly (readonly [string, Json])[], typed?: string) =>
    props.onChange(members.length === 0 && !props.required ? undefined : objectOf(members), typed);
  const finish = () => {
    if (begun !== undefined && begun !== "" && member(map, begun) === undefined) {
      put([...rows, [begun, blankOf(inner)]]);
      requestAnimationFrame(() => document.getElementById(`${props.id}-value-${rows.length}`)?.focus());
      setBegun(undefined);
    }
  };
  return (
    <div className="map" id={props.id} role="group" aria-label={props.label}>
      {rows.map(([key, value], index) => (
        <MapRow
          key={index}
          {...props}
          id={`${props.id}-value-${index}`}
          label={`${props.label} ${key}`}
          named={`${props.label} ${key}`}
          schema={inner}
          value={value}
          name={key}
          names={rows.map(([name]) => name)}
          suggest={suggest}
          pointer={props.pointer + pointerOf([key])}
          onChange={(next, typed) =>
            put(
              rows.map(([k, v]) => [k, k === key ? (next ?? blankOf(inner)) : v]),
              typed,
            )
          }
          onRename={(to, typed) =>
            put(
              rows.map(([k, v]) => [k === key ? to : k, v]),
              typed,
            )
          }
          onRemove={() => put(rows.filter(([k]) => k !== key))}
          onMove={(by) => put(movedTo(rows, index, index + by))}
        />
      ))}
      {!readOnly && (
        <div className="map-new">
          <AssistedText
            id={`${props.id}-new`}
            aria-label={columnsOf ? `${props.label}: another column` : `${props.label}: another name`}
            aria-describedby={props.describedBy}
            text={begun ?? ""}
            placeholder={columnsOf ? "another column" : "another name"}
            suggest={suggest}
            eager={columnsOf !== undefined}
            onText={setBegun}
            onKeyDown={(event) => {
              if (event.key === "Enter" || (event.key === "Tab" && !event.shiftKey && begun)) {
                event.preventDefault();
                finish();
              }
            }}
          />
          <button
            type="button"
            className="quiet"
            disabled={!begun || member(map, begun) !== undefined}
            onClick={finish}
          >
            Add
          </button>
          {begun !== undefined && member(map, begun) !== undefined && (
            <p className="field-finding error">'{begun}' is there already.</p>
          )}
        </div>
      )}
    </div>
  );
}

interface RowProps extends ControlProps {
  name: string;
  names: readonly string[];
  suggest: ReturnType<typeof columnSuggestions>;
  onRename(to: string, typed: string): void;
  onRemove(): void;
  onMove(by: number): void;
}

function MapRow({ name, names, suggest, onRename, onRemove, onMove, ...props }: RowProps) {
  const { readOnly, findings } = useSurroundings();
  // A name that another row has can be typed through, but does not swallow that row.
  const [typed, setTyped] = useState<string>();
  const taken = typed !== undefined && typed !== name;
  const found = findingsAt(findings, props.pointer, true);
  return (
    <div
      className="map-row"
      onKeyDown={(event) => {
        if (event.altKey && (event.key === "ArrowUp" || event.key === "ArrowDown")) {
          event.preventDefault();
          onMove(event.key === "ArrowUp" ? -1 : 1);
        }
      }}
    >
      <AssistedText
        id={`${props.id}-name`}
        aria-label={`Name of ${name}`}
        aria-invalid={taken || undefined}
        text={typed ?? name}
        suggest={suggest}
        readOnly={readOnly}
        onText={(to) => {
          const free = to !== "" && (to === name || !names.includes(to));
          setTyped(free ? undefined : to);
          if (free) {
            onRename(to, `${props.id}-name`);
          }
        }}
      />
      <ValueControl {...props} describedBy={undefined} invalid={found.some((one) => one.severity === "error")} />
      {!readOnly && (
        <button type="button" className="icon-button" aria-label={`Remove ${name}`} title="Remove" onClick={onRemove}>
          ×
        </button>
      )}
      {taken && (
        <p className="field-finding error">{typed === "" ? "It needs a name." : `'${typed}' is there already.`}</p>
      )}
      <FieldFindings findings={found} />
    </div>
  );
}
