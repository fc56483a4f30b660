import { useRouteError } from "react-router";
import { Problem } from "../api/client";
import { SignInPage } from "../session/SignInPage";

/** What is shown in the place of a page that failed. */
export function Trouble() {
  const error = useRouteError();
  if (error instanceof Problem && error.status === 401) {
    return <SignInPage onSignedIn={() => window.location.reload()} />;
  }

  const findings = error instanceof Problem ? error.findings : [];
  return (
    <main className="page">
      <div role="alert">
        <h1>{error instanceof Error ? error.message : "Something went wrong"}</h1>
        {findings.map((finding) => (
          <p key={`${finding.rule} ${finding.message}`}>
            {finding.rule}: {finding.message} {finding.expected}
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
