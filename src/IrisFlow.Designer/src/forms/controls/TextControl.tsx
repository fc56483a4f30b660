import { AssistedText } from "../assist";
import { useSurroundings } from "../context";
import { columnsPort, type Shape } from "../schema";
import { columnSuggestions, expressionSuggestions, fileSuggestions, firstOf, parameterSuggestions } from "../suggest";
import type { ControlProps } from "./control";
import { shown } from "./control";

/** A text: plain, a column of an input, a file, or an expression over the columns of an input. */
export function TextControl({ shape, ...props }: ControlProps & { shape: Extract<Shape, { kind: "text" }> }) {
  const around = useSurroundings();
  const port = columnsPort(props.schema);
  const columns = port ? around.columnsOf(port) : undefined;
  const text = typeof props.value === "string" ? props.value : "";
  const special = shape.expression
    ? [expressionSuggestions(columns)]
    : shape.columnsOf
      ? [columnSuggestions(columns, props.schema["x-column-types"])]
      : shape.file
        ? [fileSuggestions(around.files)]
        : [];
  return (
    <AssistedText
      id={props.id}
      text={text}
      suggest={firstOf(parameterSuggestions(around.parameters), ...special)}
      // An empty text is a value: only "reset" takes a text away, unless it would mean nothing.
      onText={(next) =>
        props.onChange(
          next === "" && (shape.columnsOf || shape.file || shape.expression) ? undefined : next,
          props.pointer,
        )
      }
      eager={Boolean(shape.columnsOf || shape.file)}
      multiline={shape.expression}
      mono={shape.expression || shape.file}
      readOnly={around.readOnly}
      placeholder={props.schema.default === undefined ? undefined : shown(props.schema.default)}
      aria-label={props.named}
      aria-describedby={props.describedBy}
      aria-invalid={props.invalid || undefined}
      aria-required={props.required || undefined}
    />
  );
}
