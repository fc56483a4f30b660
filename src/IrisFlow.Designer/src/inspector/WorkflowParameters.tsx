import { useState } from "react";
import { type ParameterView, parametersOf } from "../document/document";
import { type Json, objectIn, objectOf } from "../document/json";
import { pointerOf } from "../document/pointer";
import { useDocument, useDocumentStore } from "../document/useDocument";
import { findingsAt, Surroundings } from "../forms/context";
import { movedTo } from "../forms/controls/control";
import { Field } from "../forms/Field";
import { FieldFindings } from "../forms/FieldFindings";
import { CommittedText } from "./CommittedText";
import { useReplace } from "./editing";
import { useReadOnly, useStepSurroundings } from "./surroundings";

const types = ["integer", "number", "string", "boolean"];

/** The values that a run may change: named, typed, in an order. */
export function WorkflowParameters() {
  const store = useDocumentStore();
  const parameters = useDocument((open) => parametersOf(open.history.document));
  const around = useStepSurroundings("");
  const replace = useReplace();
  const [name, setName] = useState("");
  const taken = parameters.some((one) => one.name === name);
  const add = () => {
    if (name !== "" && !taken) {
      replace(["parameters", name], { type: "integer" }, { label: `add the parameter ${name}` });
      setName("");
      requestAnimationFrame(() => document.getElementById(`parameter-${parameters.length}-type`)?.focus());
    }
  };
  const move = (from: number, to: number) => {
    const all = objectIn(store.getState().history.document.definition, "parameters");
    replace(["parameters"], objectOf(movedTo(Object.entries(all), from, to)), {
      label: `move the parameter ${parameters[from]?.name}`,
    });
  };
  return (
    // A placeholder in a default would name the parameter itself.
    <Surroundings.Provider value={{ ...around, parameters: [] }}>
      <section aria-labelledby="workflow-parameters" className="parameters">
        <h3 id="workflow-parameters">Parameters</h3>
        {parameters.length === 0 && (
          <p className="hint">
            None yet. A step's field can say <code>{"${name}"}</code>, and each run may give another value.
          </p>
        )}
        {parameters.map((parameter, index) => (
          <Parameter
            key={index}
            id={`parameter-${index}`}
            parameter={parameter}
            names={parameters.map((one) => one.name)}
            onUp={index > 0 ? () => move(index, index - 1) : undefined}
            onDown={index < parameters.length - 1 ? () => move(index, index + 1) : undefined}
          />
        ))}
        {!around.readOnly && (
          <form
            className="map-new"
            onSubmit={(event) => {
              event.preventDefault();
              add();
            }}
          >
            <input
              type="text"
              aria-label="Name of a new parameter"
              placeholder="a new parameter"
              value={name}
              onChange={(event) => setName(event.target.value.trim())}
            />
            <button type="submit" disabled={name === "" || taken}>
              Add
            </button>
            {taken && <p className="field-finding error">There is a parameter '{name}' already.</p>}
          </form>
        )}
      </section>
    </Surroundings.Provider>
  );
}

interface ParameterProps {
  id: string;
  parameter: ParameterView;
  names: readonly string[];
  onUp?(): void;
  onDown?(): void;
}

function Parameter({ id, parameter, names, onUp, onDown }: ParameterProps) {
  const store = useDocumentStore();
  const replace = useReplace();
  const findings = useDocument((open) => open.findings);
  const readOnly = useReadOnly();
  const { name, type } = parameter;
  const pointer = pointerOf(["parameters", name]);
  const put = (key: string, value: Json | undefined, typing?: string) =>
    replace(["parameters", name, key], value, { label: `change the parameter ${name}`, typing });
  return (
    <div className="parameter-card" data-pointer={pointer}>
      <div className="parameter-line">
        <CommittedText
          id={`${id}-name`}
          aria-label={`Name of the parameter ${name}`}
          value={name}
          mono
          refused={(text) => (names.includes(text) ? `There is a parameter '${text}' already.` : undefined)}
          onCommit={(to) => store.getState().perform({ do: "rename-workflow-parameter", name, to })}
        />
        <select
          id={`${id}-type`}
          aria-label={`Type of ${name}`}
          value={type}
          disabled={readOnly}
          onChange={(event) => put("type", event.target.value)}
        >
          {[...new Set([...types, type])].map((one) => (
            <option key={one}>{one}</option>
          ))}
        </select>
        {!readOnly && (
          <span className="row-buttons">
            <button
              type="button"
              className="icon-button"
              aria-label={`Move ${name} up`}
              disabled={!onUp}
              onClick={onUp}
            >
              ↑
            </button>
            <button
              type="button"
              className="icon-button"
              aria-label={`Move ${name} down`}
              disabled={!onDown}
              onClick={onDown}
            >
              ↓
            </button>
            <button
              type="button"
              className="icon-button"
              aria-label={`Remove ${name}`}
              onClick={() => store.getState().perform({ do: "remove-workflow-parameter", name })}
            >
              ×
            </button>
          </span>
        )}
      </div>
      <Field
        id={`${id}-default`}
        label="default"
        schema={{
          type,
          description: parameter.default === undefined ? "Without one, each run has to give the value." : undefined,
        }}
        value={parameter.default}
        pointer={`${pointer}/default`}
        onChange={(value, typed) => put("default", value, typed)}
      />
      <Field
        id={`${id}-note`}
        label="note"
        schema={{ type: "string" }}
        value={parameter.note}
        pointer={`${pointer}/note`}
        onChange={(value, typed) => put("note", value === "" ? undefined : value, typed)}
      />
      <FieldFindings findings={findingsAt(findings, pointer)} />
    </div>
  );
}
