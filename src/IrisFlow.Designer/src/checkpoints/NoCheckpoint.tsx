import type { Output, RunDocument } from "../api/runs";
import { word } from "./commands";
import { rowsOf } from "./words";

/** Why a run has no checkpoint at an output, and what to do about it. It is looked at anew whenever the run goes on. */
export function NoCheckpoint({
  run,
  step,
  port,
  output,
}: {
  run: RunDocument;
  step: string;
  port: string;
  output: Output | undefined;
}) {
  const again = <code>{`irisflow run ${word(run.workflow)} --to ${word(step)}`}</code>;
  const record = run.steps.find((s) => s.name === step);
  const isKnown = record !== undefined || Object.hasOwn(Object(run.definition.steps), step);
  if (output) {
    return (
      <p role="alert">
        The run did not keep this output: the policy of the step says so. It had {rowsOf(output.rows)}. Take the policy
        out of the step and run it again: {again}
      </p>
    );
  }

  if (!isKnown) {
    return (
      <p role="alert">
        The run has no step {step}; its steps are {run.steps.map((s) => s.name).join(", ")}.
      </p>
    );
  }

  if (record && record.outputs.length > 0) {
    return (
      <p role="alert">
        Step {step} of the run has no output {port}; it has {record.outputs.map((o) => o.port).join(", ")}.
      </p>
    );
  }

  return run.state === "running" && record?.state !== "failed" ? (
    <p role="status">Step {step} is not done yet. Its output is shown here as soon as it is.</p>
  ) : (
    <p role="alert">
      Step {step} gave nothing in this run{record && `: it is ${record.state}`}. {again} makes it.
    </p>
  );
}
