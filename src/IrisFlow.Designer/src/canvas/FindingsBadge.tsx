import type { Finding } from "../api/client";

/** How many findings there are about a step, or about several; pointed at, it says them. */
export function FindingsBadge({ findings }: { findings: readonly Finding[] }) {
  if (findings.length === 0) {
    return null;
  }

  const look = findings.some((finding) => finding.severity === "error") ? "badge-bad" : "badge-warn";
  return (
    <span className={`badge ${look}`} title={findings.map((finding) => finding.message).join("\n")}>
      {findings.length}
      <span className="visually-hidden"> {findings.length === 1 ? "finding" : "findings"}</span>
    </span>
  );
}
