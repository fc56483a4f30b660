import { useMemo } from "react";
import { parametersOf, stepsOf } from "../document/document";
import { textIn } from "../document/json";
import { useDocument } from "../document/useDocument";
import type { FormSurroundings } from "../forms/context";

/** What the form of a step knows: parameters, the columns before the step, files that other steps read, findings. */
export function useStepSurroundings(step: string): FormSurroundings {
  const parameters = useDocument((open) => parametersOf(open.history.document));
  const steps = useDocument((open) => stepsOf(open.history.document));
  const inputs = useDocument((open) => open.shapes[step]?.inputs);
  const findings = useDocument((open) => open.findings);
  const inCode = useDocument((open) => open.inCode && open.file === undefined);
  return useMemo(
    () => ({
      parameters,
      columnsOf: (port) => {
        const shape = inputs?.[port];
        return shape?.columns && { columns: shape.columns, open: shape.open === true };
      },
      files: [...new Set(steps.flatMap((one) => textIn(one.with, "path") ?? []))],
      findings,
      pointer: "",
      readOnly: inCode,
    }),
    [parameters, steps, inputs, findings, inCode],
  );
}
