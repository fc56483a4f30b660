import { type KeyboardEvent, useState } from "react";
import type { Json } from "../../document/json";
import { exactNumber, numberText } from "../../document/jsonText";
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
    const from = [props.value, props.schema.default, 0].find(isNumber) ?? 0;
    event.preventDefault();
    setTyped(undefined);
    props.onChange(stepped(from, by * stepOf(props.schema, whole, Number(from)), props.schema), props.pointer);
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
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(trimmed)
    ? (exactNumber(trimmed.replace(/^\+/, "")) ?? text)
    : text;
}

/** A step away from a value, kept within the range, without the dust of binary fractions. */
export function stepped(from: number | bigint, by: number, schema: JsonSchema): number | bigint {
  const next = added(from, by);
  const inside = (number: number | bigint) =>
    number >= (schema.minimum ?? -Infinity) &&
    number <= (schema.maximum ?? Infinity) &&
    number > (schema.exclusiveMinimum ?? -Infinity) &&
    number < (schema.exclusiveMaximum ?? Infinity);
  const end = by > 0 ? schema.maximum : schema.minimum;
  return inside(next) ? next : end !== undefined && (by > 0 ? end > from : end < from) ? end : from;
}

function added(from: number | bigint, by: number): number | bigint {
  return Number.isInteger(by) && (typeof from === "bigint" || Number.isInteger(from))
    ? (exactNumber(String(BigInt(from) + BigInt(by))) ?? from)
    : Number((Number(from) + by).toPrecision(12));
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
  return isNumber(value) ? numberText(value) : typeof value === "string" ? value : "";
}

function isNumber(value: Json | undefined): value is number | bigint {
  return typeof value === "number" || typeof value === "bigint";
}

function same(one: Json | undefined, other: Json | undefined): boolean {
  return one === other || (one === undefined && other === null);
}
