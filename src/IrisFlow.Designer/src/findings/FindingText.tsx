import type { Finding } from "../api/client";

/** A finding in a line: what was found, what would be right, the command to type next, and the rule. */
export function FindingText({ finding }: { finding: Finding }) {
  return (
    <>
      <strong>{finding.message}</strong> {finding.expected}
      {finding.next && (
        <>
          {" "}
          <code>{finding.next}</code>
        </>
      )}{" "}
      <span className="soft">{finding.rule}</span>
    </>
  );
}
