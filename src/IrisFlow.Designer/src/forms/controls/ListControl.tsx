import type { Json } from "../../document/json";
import { pointerOf } from "../../document/pointer";
import { useSurroundings } from "../context";
import { blankOf, type JsonSchema } from "../schema";
import { type ControlProps, movedTo } from "./control";
import { ValueControl } from "./ValueControl";

/** A list of values that are too large for a chip: objects, expressions, injected kinds. */
export function ListControl({ item, ...props }: ControlProps & { item: JsonSchema }) {
  const { readOnly } = useSurroundings();
  const values = Array.isArray(props.value) ? (props.value as readonly Json[]) : [];
  const put = (next: readonly Json[], typed?: string) =>
    props.onChange(next.length === 0 && !props.required ? undefined : next, typed);
  return (
    <div className="list" id={props.id} role="group" aria-label={props.label}>
      {values.map((value, index) => (
        <div className="list-row" key={index}>
          <div>
            <ValueControl
              {...props}
              id={`${props.id}-${index}`}
              label={`${props.label} ${index + 1}`}
              named={`${props.label} ${index + 1}`}
              describedBy={undefined}
              schema={item}
              value={value}
              pointer={props.pointer + pointerOf([index])}
              onChange={(next, typed) =>
                put(
                  values.map((old, at) => (at === index ? (next ?? blankOf(item)) : old)),
                  typed,
                )
              }
            />
          </div>
          {!readOnly && (
            <span className="row-buttons">
              <button
                type="button"
                className="icon-button"
                disabled={index === 0}
                aria-label={`Move ${index + 1} up`}
                onClick={() => put(movedTo(values, index, index - 1))}
              >
                ↑
              </button>
              <button
                type="button"
                className="icon-button"
                aria-label={`Remove ${index + 1}`}
                onClick={() => put(values.filter((_, at) => at !== index))}
              >
                ×
              </button>
            </span>
          )}
        </div>
      ))}
      {!readOnly && (
        <button type="button" className="quiet" onClick={() => put([...values, blankOf(item)])}>
          Add
        </button>
      )}
    </div>
  );
}
