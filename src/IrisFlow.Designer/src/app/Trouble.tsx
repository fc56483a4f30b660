import { useEffect } from "react";
import { useRouteError } from "react-router";
import { Problem } from "../api/client";
import { FindingText } from "../findings/FindingText";
import { useSession } from "../session/session";

/** What is shown in the place of a page that failed. */
export function Trouble() {
  const error = useRouteError();
  const { isSignedOut } = useSession();
  // Who signs in afterwards gets the page that was refused.
  const isOver = error instanceof Problem && error.status === 401 && !isSignedOut;
  useEffect(() => {
    if (isOver) {
      window.location.reload();
    }
  }, [isOver]);
  if (error instanceof Problem && error.status === 401) {
    return null;
  }

  const findings = error instanceof Problem ? error.findings : [];
  return (
    <main className="page">
      <div role="alert">
        <h1>{error instanceof Error ? error.message : "Something went wrong"}</h1>
        {findings.map((finding) => (
          <p key={`${finding.rule} ${finding.message}`}>
            <FindingText finding={finding} />
          </p>
        ))}
      </div>
      <p>
        <button type="button" onClick={() => window.location.reload()}>
          Load again
        </button>{" "}
        or go to the <a href="/">workflows</a>
      </p>
    </main>
  );
}
