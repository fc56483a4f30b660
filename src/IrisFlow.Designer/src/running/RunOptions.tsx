import { useId, useState } from "react";
import type { RunRequest } from "../api/runs";
import type { Json, JsonObject } from "../document/json";
import { textOf, valueOf } from "./requests";

interface Props {
  request: RunRequest;
  onChange: (request: RunRequest) => void;
}

/** What can be said about a run beyond what it is: each is an option of `irisflow run`. */
export function RunOptions({ request, onChange }: Props) {
  const isPart = (request.from?.length ?? 0) > 0;
  const flag = (name: "noCache" | "fill" | "staleOk", label: string) => (
    <label className="check">
      <input
        type="checkbox"
        checked={request[name] === true}
        onChange={(event) => onChange({ ...request, [name]: event.target.checked || undefined })}
      />
      {label}
    </label>
  );
  return (
    <details className="run-options">
      <summary>Options</summary>
      {flag("noCache", "Reuse nothing")}
      {isPart && flag("fill", "Let steps before it run where their results are missing")}
      {isPart && flag("staleOk", "Take results from before it that no longer fit")}
      <Values
        label="Parameters of the workflow, for this run only"
        hint="k=3"
        values={request.parameters}
        onChange={(parameters) => onChange({ ...request, parameters })}
      />
      <Values
        label="Parameters of steps, for this run only"
        hint="train.trainer.l2=0.5"
        values={request.set}
        onChange={(set) => onChange({ ...request, set })}
      />
    </details>
  );
}

/** Values by name, one a line, as the command line takes them. */
function Values({
  label,
  hint,
  values,
  onChange,
}: {
  label: string;
  hint: string;
  values?: JsonObject;
  onChange: (values: JsonObject | undefined) => void;
}) {
  const id = useId();
  const [text, setText] = useState(() =>
    Object.entries(values ?? {})
      .map(([name, value]) => `${name}=${textOf(value)}`)
      .join("\n"),
  );
  const wrong = text.split("\n").filter((line) => line.trim() !== "" && line.indexOf("=") < 1);
  return (
    <div className="run-values">
      <label htmlFor={id}>{label}</label>
      <textarea
        id={id}
        rows={Math.max(1, text.split("\n").length)}
        placeholder={hint}
        spellCheck={false}
        value={text}
        onChange={(event) => setText(event.target.value)}
        aria-describedby={`${id}-wrong`}
        onBlur={() => onChange(pairsOf(text))}
      />
      <p id={`${id}-wrong`} className="wrong" role="status">
        {wrong.length > 0 && `${wrong.join(", ")}: a line is NAME=VALUE, such as ${hint}.`}
      </p>
    </div>
  );
}

/** `name=value`, one a line; lines without a value are left out. */
export function pairsOf(text: string): JsonObject | undefined {
  const pairs = text.split("\n").flatMap((line): [string, Json][] => {
    const at = line.indexOf("=");
    return at < 1 ? [] : [[line.slice(0, at).trim(), valueOf(line.slice(at + 1).trim())]];
  });
  return pairs.length === 0 ? undefined : Object.fromEntries(pairs);
}
