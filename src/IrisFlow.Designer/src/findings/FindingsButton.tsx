import { useDocument } from "../document/useDocument";
import { ProblemsPanel } from "./ProblemsPanel";
import { useFocus } from "./places";
import { useCheckTrouble } from "./useFindings";

/** How many findings there are; opens the list. */
export function FindingsButton() {
  const findings = useDocument((open) => open.findings);
  const checked = useDocument((open) => open.checked !== undefined);
  const panel = useFocus((focus) => focus.panel);
  const trouble = useCheckTrouble((state) => state.trouble);
  const errors = findings.filter((one) => one.severity === "error").length;
  const warnings = findings.length - errors;
  const words = [counted(errors, "error"), counted(warnings, "warning")].filter(Boolean).join(", ");
  return (
    <>
      <button
        type="button"
        className={`findings-button${errors > 0 ? " bad" : warnings > 0 ? " warn" : ""}`}
        aria-expanded={panel}
        title={trouble ? `Not checked: ${trouble}` : "F8 goes to the next one"}
        onClick={() => useFocus.setState({ panel: !panel })}
      >
        {trouble ? "Not checked" : !checked ? "Checking…" : words || "No findings"}
      </button>
      {panel && <ProblemsPanel />}
    </>
  );
}

function counted(count: number, word: string): string {
  return count === 0 ? "" : `${count} ${word}${count === 1 ? "" : "s"}`;
}
