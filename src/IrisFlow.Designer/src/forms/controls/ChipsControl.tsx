import { type KeyboardEvent, useRef, useState } from "react";
import type { Json } from "../../document/json";
import { useAssist } from "../assist";
import { type ShownColumn, type ShownColumns, useSurroundings } from "../context";
import { columnsPort, type JsonSchema, shapeOf } from "../schema";
import { asSuggestion, fittingFirst, matching, parameterSuggestions, type Suggest } from "../suggest";
import { columnRemark, TypeIcon } from "../TypeIcon";
import { type ControlProps, movedTo, shown } from "./control";
import { numberOf } from "./NumberControl";

/** A list of short values in an order: columns of an input, words of a choice, numbers, texts. */
export function ChipsControl({ item, ...props }: ControlProps & { item: JsonSchema }) {
  const around = useSurroundings();
  const port = columnsPort(props.schema);
  const known = port ? around.columnsOf(port) : undefined;
  const values = Array.isArray(props.value) ? (props.value as readonly Json[]) : [];
  const [said, setSaid] = useState("");
  const chips = useRef<HTMLUListElement>(null);

  const change = (next: readonly Json[], words: string) => {
    setSaid(words);
    // Nothing left of an optional list is the same as never having begun one.
    props.onChange(next.length === 0 && !props.required ? undefined : next);
  };
  const add = (value: Json) => {
    if (!values.includes(value)) {
      change([...values, value], `${shown(value)} added, ${values.length + 1} in all`);
    }
  };
  const move = (from: number, to: number) => {
    if (to >= 0 && to < values.length) {
      change(movedTo(values, from, to), `${shown(values[from])} is now number ${to + 1}`);
      requestAnimationFrame(() => chips.current?.querySelectorAll<HTMLElement>(".chip-name")[to]?.focus());
    }
  };
  const onChipKey = (event: KeyboardEvent, index: number) => {
    const by =
      event.key === "ArrowLeft" || event.key === "ArrowUp"
        ? -1
        : event.key === "ArrowRight" || event.key === "ArrowDown"
          ? 1
          : 0;
    if (by !== 0) {
      event.preventDefault();
      event.stopPropagation();
      if (event.altKey) {
        move(index, index + by);
      } else {
        chips.current?.querySelectorAll<HTMLElement>(".chip-name")[index + by]?.focus();
      }
    } else if (event.key === "Delete" || event.key === "Backspace") {
      event.preventDefault();
      event.stopPropagation();
      change(
        values.filter((_, at) => at !== index),
        `${shown(values[index])} removed`,
      );
    }
  };
  const types = props.schema["x-column-types"];
  const rest =
    known?.columns.filter(({ name, type }) => !values.includes(name) && (types?.includes(type) ?? true)) ?? [];
  return (
    <div className="chips">
      {values.length > 0 && (
        <ul ref={chips} aria-label={`${props.label}, in order`}>
          {values.map((value, index) => (
            <Chip
              key={`${index} ${shown(value)}`}
              value={value}
              known={known}
              locked={around.readOnly === true}
              onKeyDown={(event) => onChipKey(event, index)}
              onDropped={(from) => move(from, index)}
              index={index}
              onRemove={() =>
                change(
                  values.filter((_, at) => at !== index),
                  `${shown(value)} removed`,
                )
              }
            />
          ))}
        </ul>
      )}
      {!around.readOnly && (
        <ChipAdder
          {...props}
          item={item}
          taken={values}
          known={known}
          onAdd={add}
          onRemoveLast={() => values.length > 0 && change(values.slice(0, -1), `${shown(values.at(-1))} removed`)}
        />
      )}
      {!around.readOnly && rest.length > 1 && rest.length <= 500 && (
        <button
          type="button"
          className="quiet"
          onClick={() => change([...values, ...rest.map((column) => column.name)], `${rest.length} columns added`)}
        >
          Add all {rest.length}
        </button>
      )}
      <span className="visually-hidden" role="status">
        {said}
      </span>
    </div>
  );
}

interface ChipProps {
  value: Json;
  index: number;
  known?: ShownColumns;
  locked: boolean;
  onKeyDown(event: KeyboardEvent): void;
  onDropped(from: number): void;
  onRemove(): void;
}

const dragged = "application/x-irisflow-chip";

function Chip({ value, index, known, locked, onKeyDown, onDropped, onRemove }: ChipProps) {
  const column = known?.columns.find((one) => one.name === value);
  const unknown = known !== undefined && !column && !(typeof value === "string" && value.includes("${"));
  const remark = column
    ? columnRemark(column)
    : unknown
      ? known.open
        ? "not known before a run"
        : "no such column"
      : "";
  return (
    <li
      className={`chip${unknown && !known.open ? " chip-unknown" : ""}`}
      title={remark || undefined}
      draggable={!locked}
      onDragStart={(event) => event.dataTransfer.setData(dragged, String(index))}
      onDragOver={(event) => event.dataTransfer.types.includes(dragged) && event.preventDefault()}
      onDrop={(event) => {
        const from = event.dataTransfer.getData(dragged);
        if (from !== "") {
          event.preventDefault();
          onDropped(Number(from));
        }
      }}
    >
      {column && <TypeIcon type={column.type} />}
      <button
        type="button"
        className={`chip-name${column && !column.certain ? " uncertain" : ""}`}
        aria-description={`${remark ? `${remark}. ` : ""}Alt and an arrow move it, Delete removes it`}
        onKeyDown={locked ? undefined : onKeyDown}
      >
        {shown(value)}
      </button>
      {!locked && (
        <button
          type="button"
          className="chip-remove"
          tabIndex={-1}
          aria-label={`Remove ${shown(value)}`}
          onClick={onRemove}
        >
          ×
        </button>
      )}
    </li>
  );
}

interface AdderProps extends ControlProps {
  item: JsonSchema;
  taken: readonly Json[];
  known?: ShownColumns;
  onAdd(value: Json): void;
  onRemoveLast(): void;
}

function ChipAdder({ item, taken, known, onAdd, onRemoveLast, ...props }: AdderProps) {
  const around = useSurroundings();
  const box = useRef<HTMLInputElement>(null);
  const [text, setText] = useState("");
  const shape = shapeOf(item);
  const add = (value: Json) => {
    onAdd(value);
    setText("");
  };
  const suggest: Suggest = (typed, caret) =>
    parameterSuggestions(around.parameters)(typed, caret) ?? {
      from: 0,
      to: typed.length,
      options: known
        ? fittingFirst(
            matching(known, typed)
              .filter((column) => !taken.includes(column.name))
              .map(asSuggestion),
            props.schema["x-column-types"],
          )
        : shape.kind === "choice"
          ? shape.values
              .filter((one) => !taken.includes(one) && String(one).includes(typed))
              .map((one) => ({ label: String(one), insert: String(one) }))
          : [],
    };
  const assist = useAssist({ box, text, suggest, eager: true, onPick: (option) => add(option.insert) });
  const typedValue = (): Json | undefined => (shape.kind === "number" ? numberOf(text) : text.trim());
  return (
    <div className="assisted">
      <input
        {...assist.boxProps}
        ref={box}
        id={props.id}
        type="text"
        value={text}
        aria-label={props.named}
        aria-describedby={props.describedBy}
        aria-invalid={props.invalid || undefined}
        aria-required={props.required || undefined}
        placeholder={placeholderOf(known?.columns, taken, props.schema)}
        onChange={(event) => {
          assist.typed();
          setText(event.target.value);
        }}
        onBlur={() => {
          assist.close();
          // Half a name that was searched for is no column; where nothing is offered, what was typed is meant.
          if (
            text.trim() !== "" &&
            (!known?.columns.length || known.columns.some((column) => column.name === text.trim()))
          ) {
            add(typedValue() ?? "");
          }
          setText("");
        }}
        onKeyDown={(event) => {
          assist.onKeyDown(event);
          if (!event.defaultPrevented && (event.key === "Enter" || event.key === ",") && text.trim() !== "") {
            event.preventDefault();
            add(typedValue() ?? "");
          } else if (event.key === "Backspace" && text === "") {
            onRemoveLast();
          }
        }}
      />
      {assist.list}
    </div>
  );
}

function placeholderOf(
  columns: readonly ShownColumn[] | undefined,
  taken: readonly Json[],
  schema: JsonSchema,
): string {
  if (taken.length === 0 && Array.isArray(schema.default) && schema.default.length > 0) {
    return shown(schema.default);
  }
  return columns && columns.length > 0
    ? taken.length === 0
      ? `pick of ${columns.length} columns`
      : "add a column"
    : "add, then Enter";
}
