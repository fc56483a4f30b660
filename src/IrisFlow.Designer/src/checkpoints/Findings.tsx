import type { ReactNode } from "react";
import { Problem } from "../api/client";
import { FindingText } from "../findings/FindingText";
import "./findings.css";

/** Why something was refused, and what to do next. */
export function Findings({ error, children }: { error: Error; children?: ReactNode }) {
  const findings = error instanceof Problem ? error.findings : [];
  return (
    <div className="findings" role="alert">
      {children}
      {findings.length === 0 && <p>{error.message}</p>}
      {findings.map((finding) => (
        <p key={`${finding.rule} ${finding.message}`}>
          <FindingText finding={finding} />
        </p>
      ))}
    </div>
  );
}
