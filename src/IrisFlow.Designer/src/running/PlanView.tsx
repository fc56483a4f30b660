import type { Plan } from "../api/runs";
import { FindingText } from "../findings/FindingText";
import { decisionWords, grouped, summaryOf } from "./decisions";
import { ReasonTree } from "./ReasonTree";
import { bytes, duration } from "./times";

/** What a run would do: every step with what becomes of it and why, and what it would take. */
export function PlanView({ plan }: { plan: Plan }) {
  return (
    <div className="plan">
      <p className="plan-summary" role="status">
        <strong>{summaryOf(plan)}</strong> {estimateOf(plan)}
      </p>
      {plan.findings.length > 0 && (
        <ul className="plan-findings">
          {plan.findings.map((finding) => (
            <li key={`${finding.rule} ${finding.message}`} className={`finding-${finding.severity}`}>
              <FindingText finding={finding} />
            </li>
          ))}
        </ul>
      )}
      {grouped(plan).map(([decision, steps]) => (
        <section key={decision} className={`plan-group plan-${decision}`}>
          <h3>
            {decisionWords(decision)} <span className="count">{steps.length}</span>
          </h3>
          <ul>
            {steps.map((step) => (
              <li key={step.name}>
                <details>
                  <summary>
                    <span className="plan-step">{step.name}</span>
                    <span className="plan-reason">{step.reason}</span>
                    <span className="plan-cost">
                      {decision === "run" &&
                        step.lastMilliseconds !== undefined &&
                        `~ ${duration(step.lastMilliseconds)}`}
                    </span>
                  </summary>
                  <ReasonTree reason={step.why} />
                </details>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

function estimateOf({ estimate, steps }: Plan): string {
  const running = steps.filter((step) => step.decision === "run").map((step) => step.name);
  const unknown = estimate.unknown.filter((step) => running.includes(step));
  if (running.length === 0) {
    return "";
  }
  if (unknown.length === running.length) {
    return "How long it takes is not known yet.";
  }
  const size = estimate.bytes > 0 ? ` and ${bytes(estimate.bytes)} of checkpoints` : "";
  return `About ${duration(estimate.milliseconds)}${size}${unknown.length > 0 ? `, without ${unknown.join(", ")}` : ""}.`;
}
