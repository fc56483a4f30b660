import { Problem } from "../api/client";
import { FindingText } from "../findings/FindingText";

/** Why something was refused, and what to do next. */
export function Findings({ error }: { error: Error }) {
  const findings = error instanceof Problem ? error.findings : [];
  return (
    <div className="findings" role="alert">
      {findings.length === 0 && <p>{error.message}</p>}
      {findings.map((finding) => (
        <p key={`${finding.rule} ${finding.message}`}>
          <FindingText finding={finding} />
        </p>
      ))}
    </div>
  );
}
