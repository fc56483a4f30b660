import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from "react";
import { announce } from "../app/announce";

export interface Choice {
  id: string;
  label: string;
  /** A second line. */
  more?: string;
  side?: ReactNode;
  /** Why it can't be chosen. */
  refused?: string;
}

interface Props {
  label: string;
  placeholder: string;
  hint?: string;
  /** What fits the words that were typed, best first. */
  choicesFor: (words: string) => readonly Choice[];
  onChoose: (id: string, event: { shiftKey: boolean }) => void;
  none?: string;
}

/** A field with a list below it: words narrow the list, arrows go through it, Enter takes one. */
export function Choices({ label, placeholder, hint, choicesFor, onChoose, none = "Nothing fits." }: Props) {
  const [words, setWords] = useState("");
  const [chosen, setChosen] = useState(0);
  const id = useId();
  const list = useRef<HTMLUListElement>(null);
  const choices = choicesFor(words);
  const current = Math.min(chosen, choices.length - 1);

  useEffect(() => {
    list.current?.children[current]?.scrollIntoView({ block: "nearest" });
  }, [current]);

  const take = (index: number, event: { shiftKey: boolean }) => {
    const choice = choices[index];
    if (choice?.refused !== undefined) {
      announce(choice.refused);
    } else if (choice) {
      onChoose(choice.id, event);
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const to = next[event.key]?.(current, choices.length);
    if (to !== undefined) {
      event.preventDefault();
      setChosen(Math.max(0, Math.min(to, choices.length - 1)));
    } else if (event.key === "Enter") {
      event.preventDefault();
      take(current, event);
    }
  };

  return (
    <>
      <input
        className="choices-search"
        role="combobox"
        aria-label={label}
        aria-expanded="true"
        aria-controls={id}
        aria-activedescendant={choices[current] && `${id}-${current}`}
        aria-autocomplete="list"
        placeholder={placeholder}
        value={words}
        autoComplete="off"
        spellCheck={false}
        ref={focusOnce}
        onChange={(event) => {
          setWords(event.target.value);
          setChosen(0);
        }}
        onKeyDown={onKeyDown}
      />
      {hint && <p className="choices-hint">{hint}</p>}
      <ul className="choices-list" id={id} role="listbox" aria-label={label} ref={list}>
        {choices.map((choice, index) => (
          <li
            key={choice.id}
            id={`${id}-${index}`}
            role="option"
            className="choice"
            aria-selected={index === current}
            aria-disabled={choice.refused !== undefined}
            onMouseMove={() => setChosen(index)}
            onClick={(event) => take(index, event)}
          >
            <span className="choice-label">{choice.label}</span>
            <span className="choice-side">{choice.side}</span>
            {(choice.refused ?? choice.more) && <span className="choice-more">{choice.refused ?? choice.more}</span>}
          </li>
        ))}
      </ul>
      {choices.length === 0 && (
        <p className="choices-none" role="status">
          {none}
        </p>
      )}
    </>
  );
}

const next: Record<string, (at: number, count: number) => number> = {
  ArrowDown: (at, count) => (at + 1) % Math.max(1, count),
  ArrowUp: (at, count) => (at + count - 1) % Math.max(1, count),
  PageDown: (at) => at + 8,
  PageUp: (at) => at - 8,
};

function focusOnce(field: HTMLInputElement | null): void {
  field?.focus();
}
