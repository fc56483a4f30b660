import { type KeyboardEvent, useState } from "react";
import type { Json } from "../../document/json";
import { AssistedText } from "../assist";
import { useSurroundings } from "../context";
import type { JsonSchema } from "../schema";
import { parameterSuggestions } from "../suggest";
import { type ControlProps, shown } from "./control";

/** A number, typed or stepped with the arrow keys. What is no number yet is kept as it was typed. */
export function NumberControl({ whole, ...props }: ControlProps & { whole: boolean }) {
  const around = useSurroundings();
  // "1." and "1e" are on the way to a number: the text stays as typed as long as it means the value.
  const [typed, setTyped] = useState<string>();
  const text = typed !== undefined && same(numberOf(typed), props.value) ? typed : textOf(props.value);
  const step = (by: number, event: KeyboardEvent) => {
    const from =
      typeof props.value === "number"
        ? props.value
        : typeof props.schema.default === "number"
          ? props.schema.default
          : 0;
    event.preventDefault();
    setTyped(undefined);
    props.onChange(stepped(from, by * stepOf(props.schema, whole, from), props.schema), props.pointer);
  };
  return (
    <AssistedText
      id={props.id}
      text={text}
      suggest={parameterSuggestions(around.parameters)}
      onText={(next) => {
        setTyped(next);
        props.onChange(numberOf(next), props.pointer);
      }}
      onKeyDown={(event) => {
        if (!around.readOnly && (event.key === "ArrowUp" || event.key === "ArrowDown")) {
          step((event.key === "ArrowUp" ? 1 : -1) * (event.shiftKey ? 10 : 1), event);
        }
      }}
      readOnly={around.readOnly}
      placeholder={props.schema.default === undefined ? undefined : shown(props.schema.default)}
      aria-describedby={props.describedBy}
      aria-invalid={props.invalid || undefined}
      aria-required={props.required || undefined}
      aria-label={props.named}
    />
  );
}

/** What a typed text means: a number, nothing, or a text that the check will speak of. */
export function numberOf(text: string): Json | undefined {
  const trimmed = text.trim();
  if (trimmed === "") {
    return undefined;
  }
  const number = Number(trimmed);
  // Digits beyond what a number of the browser holds stay a text: a value that silently changed would be worse.
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(trimmed) &&
    Number.isFinite(number) &&
    (!/^[+-]?\d+$/.test(trimmed) || Number.isSafeInteger(number))
    ? number
    : text;
}

/** A step away from a value, kept within the range, without the dust of binary fractions. */
export function stepped(from: number, by: number, schema: JsonSchema): number {
  const next = Number((from + by).toPrecision(12));
  const inside = (number: number) =>
    number >= (schema.minimum ?? -Infinity) &&
    number <= (schema.maximum ?? Infinity) &&
    number > (schema.exclusiveMinimum ?? -Infinity) &&
    number < (schema.exclusiveMaximum ?? Infinity);
  return inside(next) ? next : by > 0 ? Math.max(from, schema.maximum ?? from) : Math.min(from, schema.minimum ?? from);
}

/** The range of a number in words; nothing where there is none. */
export function rangeOf({ minimum, maximum, exclusiveMinimum, exclusiveMaximum }: JsonSchema): string {
  const low =
    minimum !== undefined ? `${minimum}` : exclusiveMinimum !== undefined ? `more than ${exclusiveMinimum}` : undefined;
  const high =
    maximum !== undefined ? `${maximum}` : exclusiveMaximum !== undefined ? `less than ${exclusiveMaximum}` : undefined;
  if (low !== undefined && high !== undefined) {
    return `${low} to ${high}`;
  }
  return low !== undefined
    ? minimum !== undefined
      ? `${low} or more`
      : low
    : high !== undefined
      ? maximum !== undefined
        ? `up to ${high}`
        : high
      : "";
}

// A tenth of the value's own size where there is no other step: 0.2 goes to 0.3, 20 to 21.
function stepOf(schema: JsonSchema, whole: boolean, from: number): number {
  if (schema.multipleOf) {
    return schema.multipleOf;
  }
  return whole || Math.abs(from) >= 10
    ? 1
    : from === 0
      ? 0.1
      : 10 ** Math.min(0, Math.floor(Math.log10(Math.abs(from))));
}

function textOf(value: Json | undefined): string {
  return typeof value === "number" || typeof value === "string" ? String(value) : "";
}

function same(one: Json | undefined, other: Json | undefined): boolean {
  return one === other || (one === undefined && other === null);
}
