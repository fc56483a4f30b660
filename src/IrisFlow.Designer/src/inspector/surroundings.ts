import { useMemo } from "react";
import { parametersOf, stepsOf } from "../document/document";
import { textIn } from "../document/json";
import { useDocument } from "../document/useDocument";
import type { FormSurroundings } from "../forms/context";

/** What the form of a step knows: parameters, the columns before the step, files that other steps read, findings. */
export function useStepSurroundings(step: string): FormSurroundings {
  const parameters = useDocument((open) => parametersOf(open.history.document));
  const steps = useDocument((open) => stepsOf(open.history.document));
  const shapes = useDocument((open) => open.shapes[step]);
  const findings = useDocument((open) => open.findings);
  const inCode = useDocument((open) => open.inCode && open.file === undefined);
  return useMemo(
    () => ({
      parameters,
      columnsOf: (port) => {
        // A file's columns are those that reading it gives.
        const shape =
          shapes?.inputs[port] ??
          (shapes && Object.keys(shapes.inputs).length === 0 ? Object.values(shapes.outputs)[0] : undefined);
        return shape?.columns && { columns: shape.columns, open: shape.open === true };
      },
      files: [...new Set(steps.flatMap((one) => textIn(one.with, "path") ?? []))],
      findings,
      pointer: "",
      readOnly: inCode,
    }),
    [parameters, steps, shapes, findings, inCode],
  );
}
