import type { Finding } from "../api/client";

/** What the check found at a place, in words. */
export function FieldFindings({ findings, id }: { findings: readonly Finding[]; id?: string }) {
  if (findings.length === 0) {
    return null;
  }
  return (
    <div id={id} className="field-findings">
      {findings.map((finding) => (
        <p key={`${finding.rule} ${finding.message}`} className={`field-finding ${finding.severity}`}>
          <span className="visually-hidden">{finding.severity}: </span>
          {finding.message} {finding.expected}
        </p>
      ))}
    </div>
  );
}
