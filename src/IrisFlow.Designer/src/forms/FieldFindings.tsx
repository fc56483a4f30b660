import type { Finding } from "../api/client";

interface Props {
  findings: readonly Finding[];
  id?: string;
  /** Says where each is: for findings that do not stand at their place. */
  placed?: boolean;
}

/** What the check found at a place, in words. */
export function FieldFindings({ findings, id, placed }: Props) {
  if (findings.length === 0) {
    return null;
  }
  return (
    <div id={id} className="field-findings">
      {findings.map((finding) => (
        <p
          key={`${finding.rule} ${finding.pointer} ${finding.message}`}
          className={`field-finding ${finding.severity}`}
        >
          <span className="visually-hidden">{finding.severity}: </span>
          {placed && finding.pointer && <code>{finding.pointer} </code>}
          {finding.message} {finding.expected}
        </p>
      ))}
    </div>
  );
}
