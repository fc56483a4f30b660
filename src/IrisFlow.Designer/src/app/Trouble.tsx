import { useRouteError } from "react-router";
import { Problem } from "../api/client";

/** What is shown in the place of a page that failed. */
export function Trouble() {
  const error = useRouteError();
  const findings = error instanceof Problem ? error.findings : [];
  return (
    <main className="page" role="alert">
      <h1>{error instanceof Error ? error.message : "Something went wrong"}</h1>
      {findings.map((finding) => (
        <p key={`${finding.rule} ${finding.message}`}>
          {finding.rule}: {finding.message} {finding.expected}
        </p>
      ))}
      <p>
        <button type="button" onClick={() => window.location.reload()}>
          Load again
        </button>
      </p>
    </main>
  );
}
