import { lazy, Suspense, useEffect, useState } from "react";
import type { Finding } from "../api/client";
import { type Json, same } from "../document/json";
import { writeJson } from "../document/jsonText";
import { useDocumentStore } from "../document/useDocument";
import { FieldFindings } from "../forms/FieldFindings";
import { readText } from "./jsonText";

const JsonEditor = lazy(async () => ({ default: (await import("./JsonEditor")).JsonEditor }));

/** Texts that are no JSON yet, by open workflow and by what they are of: going elsewhere does not lose them. */
const unfinished = new WeakMap<object, Map<string, string>>();

interface Props {
  /** What the text is of: "workflow", "step train". */
  of: string;
  value: Json;
  onValue(value: Json, typing: string): void;
  findings: readonly Finding[];
  readOnly?: boolean;
}

/** The same object as the form's, as text. What is no JSON is told in place and kept, and the object stays as it was. */
export function JsonTab({ of, value, onValue, findings, readOnly }: Props) {
  const store = useDocumentStore();
  const kept = unfinished.get(store) ?? new Map<string, string>();
  unfinished.set(store, kept);
  const [text, setText] = useState(() => kept.get(of) ?? written(value));
  const read = readText(text);

  // The object changed elsewhere, by undo or another view: a finished text follows, an unfinished one waits.
  useEffect(() => {
    setText((before) => {
      const now = readText(before);
      return "wrong" in now || same(now.value, value) ? before : written(value);
    });
  }, [value]);

  const changed = (next: string) => {
    setText(next);
    const now = readText(next);
    if ("wrong" in now) {
      kept.set(of, next);
    } else {
      kept.delete(of);
      if (!same(now.value, value)) {
        onValue(now.value, `json ${of}`);
      }
    }
  };

  return (
    <div className="json-tab">
      <Suspense fallback={<p role="status">Loading the editor…</p>}>
        <JsonEditor label={`JSON of the ${of}`} text={text} onText={changed} readOnly={readOnly} />
      </Suspense>
      <div role="status">
        {"wrong" in read && (
          <div className="field-finding error">
            {read.wrong} The text is kept here; until it is right, the workflow stays as it was.{" "}
            <button
              type="button"
              className="quiet"
              onClick={() => {
                kept.delete(of);
                setText(written(value));
              }}
            >
              Give the text up
            </button>
          </div>
        )}
      </div>
      <FieldFindings findings={findings} />
    </div>
  );
}

function written(value: Json): string {
  return writeJson(value, 2);
}
