import { useMemo } from "react";
import { useCatalog } from "../activities/activities";
import type { Finding } from "../api/client";
import { outputOf, parametersOf, stepMapOf, stepsOf, type WorkflowDocument } from "../document/document";
import { textIn } from "../document/json";
import { isReadOnly } from "../document/store";
import { useDocument } from "../document/useDocument";
import { stepOfFinding } from "../findings/places";
import type { FormSurroundings } from "../forms/context";

/** What the form of a step knows: parameters, the columns before the step, files that other steps read, findings. */
export function useStepSurroundings(step: string): FormSurroundings {
  const document = useDocument((open) => open.history.document);
  const shapes = useDocument((open) => open.shapes[step]);
  const findings = useDocument((open) => open.findings);
  const readOnly = useReadOnly();
  const parameters = parametersOf(document);
  const steps = stepsOf(document);
  const activity = useCatalog().data?.get(stepMapOf(document).get(step)?.uses ?? "");
  return useMemo(() => {
    // A file's columns are those that reading it gives.
    const isInput = (port: string) => activity?.inputs.some((one) => one.port === port) !== false;
    const shapeOf = (port: string) => (isInput(port) ? shapes?.inputs[port] : Object.values(shapes?.outputs ?? {})[0]);
    return {
      parameters,
      columnsOf: (port) => {
        const shape = shapeOf(port);
        return shape?.columns && { columns: shape.columns, open: shape.open === true };
      },
      whyUnknown: (port) =>
        !shapes || (shapeOf(port)?.columns?.length ?? 0) > 0
          ? undefined
          : isInput(port)
            ? unknownInput(document, findings, step, port)
            : undefined,
      files: [...new Set(steps.flatMap((one) => textIn(one.with, "path") ?? []))],
      findings,
      pointer: "",
      readOnly,
    };
  }, [parameters, steps, document, shapes, findings, activity, step, readOnly]);
}

/** True for a workflow that only C# defines: what is changed here could not be saved. */
export function useReadOnly(): boolean {
  return useDocument(isReadOnly);
}

/** Why nobody knows the columns of an input: it is not wired, a step before it is wrong, or only a run can tell. */
export function unknownInput(
  document: WorkflowDocument,
  findings: readonly Finding[],
  step: string,
  port: string,
): string {
  const source = stepMapOf(document).get(step)?.from[port];
  if (source === undefined) {
    return `Wire ${port} to see its columns.`;
  }
  const wrong = nearestWrong(document, findings, outputOf(source)?.step);
  return wrong
    ? `The columns of ${port} are not known, because of ${stepOfFinding(wrong)}: ${wrong.message}`
    : `The columns of ${port} are known when the steps before have run.`;
}

/** The error of the nearest step at or before a step. */
function nearestWrong(
  document: WorkflowDocument,
  findings: readonly Finding[],
  from: string | undefined,
): Finding | undefined {
  const queue = from === undefined ? [] : [from];
  for (const name of queue) {
    const wrong = findings.find((one) => one.severity === "error" && stepOfFinding(one) === name);
    if (wrong) {
      return wrong;
    }
    for (const source of Object.values(stepMapOf(document).get(name)?.from ?? {})) {
      const before = outputOf(source)?.step;
      if (before !== undefined && !queue.includes(before)) {
        queue.push(before);
      }
    }
  }
  return undefined;
}
