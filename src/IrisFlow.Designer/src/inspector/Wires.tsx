import { type Activity, useCatalog } from "../activities/activities";
import { outputOf, type StepView, stepsOf, wiresOf } from "../document/document";
import { pointerOf } from "../document/pointer";
import type { Shape } from "../document/store";
import { useDocument, useDocumentStore } from "../document/useDocument";
import { findingsAt, useSurroundings } from "../forms/context";
import { FieldFindings } from "../forms/FieldFindings";
import { columnRemark, TypeIcon } from "../forms/TypeIcon";

interface Props {
  step: StepView;
  activity?: Activity;
  pointer: string;
}

/** What flows into a step and out of it, with the columns that are known before anything ran. */
export function Wires({ step, activity, pointer }: Props) {
  const shapes = useDocument((open) => open.shapes[step.name]);
  const wires = useDocument((open) => wiresOf(open.history.document));
  const known = activity?.inputs.map((port) => port.port) ?? [];
  const inputs = [...known, ...Object.keys(step.from).filter((port) => !known.includes(port))];
  return (
    <section aria-labelledby="inspector-wires" className="wires">
      <h3 id="inspector-wires">Inputs and outputs</h3>
      {inputs.map((port) => (
        <Input
          key={port}
          step={step}
          activity={activity}
          port={port}
          pointer={pointer + pointerOf(["from", port])}
          shape={shapes?.inputs[port]}
        />
      ))}
      {activity?.outputs.map((port) => {
        const readers = wires.filter((wire) => wire.from.step === step.name && wire.from.port === port.port);
        return (
          <div key={port.port} className="wire">
            <div className="field-head">
              <span className="field-name">{port.port}</span>
              <small>{port.kind} out</small>
              <small className="wire-readers">
                {readers.length === 0
                  ? "nobody reads it"
                  : `to ${readers.map((wire) => `${wire.to.step}.${wire.to.port}`).join(", ")}`}
              </small>
            </div>
            <Columns of={port.port} shape={shapes?.outputs[port.port]} />
          </div>
        );
      })}
    </section>
  );
}

function Input({ step, activity, port, pointer, shape }: Props & { port: string; shape?: Shape }) {
  const store = useDocumentStore();
  const { findings, readOnly } = useSurroundings();
  const steps = useDocument((open) => stepsOf(open.history.document));
  const catalog = useCatalog().data;
  const described = activity?.inputs.find((one) => one.port === port);
  const source = step.from[port] ?? "";
  const offered = steps
    .filter((one) => one.name !== step.name)
    .flatMap(
      (one) =>
        catalog
          ?.get(one.uses)
          ?.outputs.filter((out) => !described || out.kind === described.kind)
          .map((out) => `${one.name}.${out.port}`) ?? [],
    );
  const found = findingsAt(findings, pointer, true);
  const id = `wire-${port}`;
  const change = (to: string) => {
    const from = outputOf(to);
    store
      .getState()
      .perform(from ? { do: "wire", from, to: { step: step.name, port } } : { do: "unwire", step: step.name, port });
  };
  return (
    <div className="wire field" data-pointer={pointer}>
      <div className="field-head">
        <label htmlFor={id}>{port}</label>
        <small>{described ? `${described.kind} in` : "not an input of this activity"}</small>
      </div>
      <select
        id={id}
        value={source}
        disabled={readOnly}
        className={source === "" ? "unset" : undefined}
        aria-invalid={found.some((one) => one.severity === "error") || undefined}
        aria-describedby={found.length > 0 ? `${id}-findings` : undefined}
        onChange={(event) => change(event.target.value)}
      >
        <option value="">not wired</option>
        {source !== "" && !offered.includes(source) && <option value={source}>{source}</option>}
        {offered.map((one) => (
          <option key={one} value={one}>
            {one}
          </option>
        ))}
      </select>
      <FieldFindings id={`${id}-findings`} findings={found} />
      <Columns of={port} shape={shape} />
    </div>
  );
}

const most = 200;

function Columns({ of, shape }: { of: string; shape?: Shape }) {
  if (!shape?.columns || shape.columns.length === 0) {
    return null;
  }
  return (
    <details className="columns">
      <summary aria-label={`Columns of ${of}`}>
        {shape.columns.length} column{shape.columns.length === 1 ? "" : "s"}
        {shape.open ? " and perhaps more" : ""}
      </summary>
      <ul>
        {shape.columns.slice(0, most).map((column) => (
          <li key={column.name} title={columnRemark(column)}>
            <TypeIcon type={column.type} />
            <span className={column.certain ? undefined : "uncertain"}>{column.name}</span>
          </li>
        ))}
      </ul>
      {shape.columns.length > most && <p className="hint">and {shape.columns.length - most} more</p>}
    </details>
  );
}
