import { useEffect, useState } from "react";
import { type Json, same } from "../../document/json";
import { readJson, writeJson } from "../../document/jsonText";
import { useSurroundings } from "../context";
import type { ControlProps } from "./control";

/** A value as JSON: where no other control fits it. A text that is no JSON yet is told in place and kept. */
export function JsonControl({ id, named, value, describedBy, onChange, pointer }: ControlProps) {
  const { readOnly } = useSurroundings();
  const [text, setText] = useState(() => written(value));
  const read = parsed(text);

  // Another value from outside, by undo or the text tab, is shown; one's own typing stays as it is.
  useEffect(() => {
    setText((before) => (same(parsed(before)?.value, value) ? before : written(value)));
  }, [value]);

  return (
    <>
      <textarea
        id={id}
        className="mono"
        aria-label={named}
        aria-describedby={describedBy}
        aria-invalid={!read || undefined}
        readOnly={readOnly}
        rows={Math.min(12, text.split("\n").length + 1)}
        spellCheck={false}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          const next = parsed(event.target.value);
          if (next) {
            onChange(next.value, pointer);
          }
        }}
      />
      {!read && <p className="field-finding error">This is not JSON yet; the value before it still counts.</p>}
    </>
  );
}

function written(value: Json | undefined): string {
  return value === undefined ? "" : writeJson(value, 2);
}

function parsed(text: string): { value: Json | undefined } | null {
  try {
    return { value: text.trim() === "" ? undefined : readJson(text) };
  } catch {
    return null;
  }
}
