import { useDocument } from "../document/useDocument";
import "./findings.css";
import { inOrder, isSame, stepOfFinding, useFocus } from "./places";
import { useGoTo } from "./useFindings";

/** All findings; each leads to its place. */
export function ProblemsPanel() {
  const findings = useDocument((open) => open.findings);
  const current = useFocus((focus) => focus.current);
  const go = useGoTo();
  return (
    <section
      className="problems"
      aria-label="Findings"
      onKeyDown={(event) => event.key === "Escape" && useFocus.setState({ panel: false })}
    >
      <header>
        <h2>Findings</h2>
        <span className="hint">F8 and Shift F8 walk through them</span>
        <button
          type="button"
          className="icon-button"
          aria-label="Close the list"
          onClick={() => useFocus.setState({ panel: false })}
        >
          ×
        </button>
      </header>
      {findings.length === 0 && <p className="hint">The check found nothing.</p>}
      <ul>
        {inOrder(findings).map((one) => (
          <li key={`${one.rule} ${one.pointer} ${one.message}`}>
            <button
              type="button"
              aria-current={current && isSame(one, current) ? "true" : undefined}
              onClick={() => go(one)}
            >
              <span className={`pill ${one.severity === "error" ? "bad" : "warn"}`}>{one.severity}</span>
              <strong>{stepOfFinding(one) ?? "workflow"}</strong>
              <span>
                {one.message} <span className="soft">{one.expected}</span>
              </span>
              <code>{one.rule}</code>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
