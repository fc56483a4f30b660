import { Problem } from "../api/client";
import { FindingText } from "../findings/FindingText";

/** Why something was refused: each finding with what would be right. */
export function ProblemView({ problem }: { problem: unknown }) {
  const findings = problem instanceof Problem ? problem.findings : [];
  return (
    <div className="problem" role="alert">
      {findings.length === 0 && <p>{problem instanceof Error ? problem.message : String(problem)}</p>}
      {findings.map((finding) => (
        <p key={`${finding.rule} ${finding.message}`}>
          <FindingText finding={finding} />
        </p>
      ))}
    </div>
  );
}
