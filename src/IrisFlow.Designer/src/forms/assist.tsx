import { type KeyboardEvent, type RefObject, useEffect, useId, useLayoutEffect, useRef, useState } from "react";
import type { Suggest, Suggestion, Suggestions } from "./suggest";
import { columnRemark, TypeIcon } from "./TypeIcon";

type TextBox = HTMLInputElement | HTMLTextAreaElement;

interface Assisting {
  box: RefObject<TextBox | null>;
  text: string;
  suggest: Suggest;
  onPick(option: Suggestion, place: Suggestions): void;
  /** The list opens as soon as one goes there, not only while one types. */
  eager?: boolean;
}

const shown = 100;

/** A list of suggestions under a text box: what the box has to be told, and the list. */
export function useAssist({ box, text, suggest, onPick, eager = false }: Assisting) {
  const id = useId();
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(-1);
  const caret = box.current?.selectionStart ?? text.length;
  const place = open ? suggest(text, caret) : null;
  const options = place?.options.slice(0, shown) ?? [];
  const isOpen = place !== null && options.length > 0;
  const current = Math.min(active, options.length - 1);

  useEffect(() => {
    if (isOpen && current >= 0) {
      document.getElementById(`${id}-${current}`)?.scrollIntoView?.({ block: "nearest" });
    }
  }, [id, isOpen, current]);

  const pick = (option: Suggestion) => {
    if (place) {
      onPick(option, place);
      setActive(-1);
      setOpen(false);
    }
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const chosen = options[current];
    if (event.key === "Escape" && isOpen) {
      event.stopPropagation();
      setOpen(false);
    } else if (event.key === "ArrowDown" && (isOpen || eager)) {
      event.preventDefault();
      setOpen(true);
      setActive(isOpen ? (current + 1) % options.length : 0);
    } else if (event.key === "ArrowUp" && isOpen) {
      event.preventDefault();
      setActive((current <= 0 ? options.length : current) - 1);
    } else if ((event.key === "Enter" || (event.key === "Tab" && !eager)) && isOpen && chosen) {
      event.preventDefault();
      pick(chosen);
    }
  };

  return {
    isOpen,
    /** Called when something is typed. */
    typed: () => {
      setOpen(true);
      setActive(eager ? -1 : 0);
    },
    close: () => setOpen(false),
    onKeyDown,
    boxProps: {
      role: "combobox",
      "aria-autocomplete": "list" as const,
      "aria-expanded": isOpen,
      "aria-controls": isOpen ? id : undefined,
      "aria-activedescendant": isOpen && current >= 0 ? `${id}-${current}` : undefined,
      autoComplete: "off",
      spellCheck: false,
      onBlur: () => setOpen(false),
      onClick: () => eager && setOpen(true),
    },
    list: isOpen ? (
      <SuggestionList
        id={id}
        options={options}
        more={(place?.options.length ?? 0) - options.length}
        current={current}
        onPick={pick}
      />
    ) : null,
  };
}

interface ListProps {
  id: string;
  options: Suggestion[];
  more: number;
  current: number;
  onPick(option: Suggestion): void;
}

function SuggestionList({ id, options, more, current, onPick }: ListProps) {
  return (
    <div className="suggestions">
      <ul role="listbox" id={id} aria-label="Suggestions">
        {options.map((option, index) => (
          <li
            key={option.label}
            id={`${id}-${index}`}
            role="option"
            aria-selected={index === current}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => onPick(option)}
            onKeyDown={() => undefined}
          >
            {option.column && <TypeIcon type={option.column.type} />}
            <span className={option.column && !option.column.certain ? "uncertain" : undefined}>{option.label}</span>
            <small>{option.detail ?? (option.column && columnRemark(option.column))}</small>
          </li>
        ))}
      </ul>
      {more > 0 && <p className="hint">{more} more: type to find them</p>}
    </div>
  );
}

interface AssistedTextProps {
  id: string;
  text: string;
  onText(text: string): void;
  suggest: Suggest;
  eager?: boolean;
  multiline?: boolean;
  mono?: boolean;
  readOnly?: boolean;
  placeholder?: string;
  onKeyDown?(event: KeyboardEvent<TextBox>): void;
  "aria-describedby"?: string;
  "aria-invalid"?: boolean;
  "aria-label"?: string;
  "aria-required"?: boolean;
}

/** A text box that completes what is typed. */
export function AssistedText({
  id,
  text,
  onText,
  suggest,
  eager,
  multiline,
  mono,
  onKeyDown,
  ...rest
}: AssistedTextProps) {
  const box = useRef<TextBox>(null);
  const [caret, setCaret] = useState<number | null>(null);
  const assist = useAssist({
    box,
    text,
    suggest,
    eager,
    onPick: (option, { from, to }) => {
      onText(text.slice(0, from) + option.insert + text.slice(to));
      setCaret(from + option.insert.length);
    },
  });

  useLayoutEffect(() => {
    if (caret !== null) {
      box.current?.setSelectionRange(caret, caret);
      setCaret(null);
    }
  }, [caret]);

  const props = {
    ...rest,
    ...assist.boxProps,
    id,
    value: text,
    className: mono ? "mono" : undefined,
    onChange: (event: { target: { value: string } }) => {
      assist.typed();
      onText(event.target.value);
    },
    onKeyDown: (event: KeyboardEvent<TextBox>) => {
      assist.onKeyDown(event);
      if (!event.defaultPrevented) {
        onKeyDown?.(event);
      }
    },
  };
  return (
    <div className="assisted">
      {multiline ? (
        <textarea
          {...props}
          ref={box as RefObject<HTMLTextAreaElement>}
          rows={Math.min(8, text.split("\n").length + Math.floor(text.length / 48))}
        />
      ) : (
        <input {...props} type="text" ref={box as RefObject<HTMLInputElement>} />
      )}
      {assist.list}
    </div>
  );
}
