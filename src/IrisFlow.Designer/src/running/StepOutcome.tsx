import { useQuery } from "@tanstack/react-query";
import { Link } from "react-router";
import { findAction, runAction } from "../actions/registry";
import { useCatalog } from "../activities/activities";
import { type Finding, part } from "../api/client";
import { listEvents, type RunDocument, type RunEvent } from "../api/runs";
import { useDocument } from "../document/useDocument";
import { focusOn } from "../findings/places";
import { shownOf } from "./nodeStates";
import type { RunNow } from "./progress";
import { clock as clockOf, figure } from "./times";
import "../runs/state.css";

/** What the run that is shown did with the step that is picked: how it ended, what it gave, and what one can do now. */
export function StepOutcome({ now, document, clock }: { now: RunNow; document?: RunDocument; clock: number }) {
  const picked = useDocument((open) => open.selection.steps);
  const findings = useDocument((open) => open.findings);
  const catalog = useCatalog().data;
  const name = picked.length === 1 ? picked[0] : undefined;
  const step = name !== undefined && Object.hasOwn(now.steps, name) ? now.steps[name] : undefined;
  if (name === undefined || !step) {
    return null;
  }

  const uses = document?.steps.find((one) => one.name === name)?.uses ?? "";
  const parameters = (catalog?.get(uses)?.parameters ?? []).map((parameter) => parameter.name);
  const record = document?.steps.find((one) => one.name === name);
  const shown = shownOf(step, clock);
  const failed = step.state === "failed";
  const metrics = Object.entries(document?.metrics ?? {}).filter(([metric]) => metric.startsWith(`${name}.`));
  return (
    <section className={`outcome outcome-${shown.state}`} aria-label={`What run ${now.run} did with ${name}`}>
      <header>
        <h2>
          <span className={`state-dot dot-${shown.state}`} aria-hidden="true" /> {shown.label}
        </h2>
        <Link to={`/runs/${part(now.run)}`} className="outcome-run">
          {now.run}
        </Link>
      </header>
      {step.text !== "" && <p className={failed ? "outcome-error" : "soft"}>{step.text}</p>}
      {(record?.warnings ?? []).map((warning) => (
        <p className="outcome-warning" key={warning}>
          {warning}
        </p>
      ))}
      {failed && <LastLines run={now.run} step={name} />}
      {record && record.outputs.length > 0 && (
        <ul className="outcome-outputs">
          {record.outputs.map((output) => (
            <li key={output.port}>
              <Link to={`/runs/${part(now.run)}/data/${part(name)}/${part(output.port)}`}>{output.port}</Link>
              <span className="soft">
                {output.kind}, {figure(output.rows)} {output.rows === 1 ? "row" : "rows"}
              </span>
            </li>
          ))}
        </ul>
      )}
      {metrics.length > 0 && (
        <dl className="outcome-metrics">
          {metrics.map(([metric, value]) => (
            <div key={metric}>
              <dt>{metric.slice(name.length + 1)}</dt>
              <dd>{figure(value)}</dd>
            </div>
          ))}
        </dl>
      )}
      <div className="outcome-buttons">
        {failed && (
          <button type="button" onClick={() => focusOn(placeOf(findings, name, parameters, step.text))}>
            Fix the parameter
          </button>
        )}
        <Do id="run.from" primary={failed}>
          Run from here
        </Do>
        <Do id="run.why">Why?</Do>
        <Do id="run.menu">More…</Do>
      </div>
    </section>
  );
}

function Do({ id, primary, children }: { id: string; primary?: boolean; children: string }) {
  return (
    <button
      type="button"
      className={primary ? "primary" : undefined}
      onClick={() => {
        const action = findAction(id);
        if (action) {
          runAction(action);
        }
      }}
    >
      {children}
    </button>
  );
}

/** The last that a failed step had to say. */
function LastLines({ run, step }: { run: string; step: string }) {
  const events = useQuery({
    queryKey: ["run-events-last", run, step],
    queryFn: async ({ signal }) => {
      const all: RunEvent[] = [];
      let after: string | null = null;
      do {
        const page: Awaited<ReturnType<typeof listEvents>> = await listEvents(run, after, signal, step);
        all.push(...page.items);
        after = page.next;
      } while (after !== null && all.length < 5000);
      return all.slice(-6);
    },
  });
  const lines = events.data ?? [];
  return lines.length === 0 ? null : (
    <pre tabIndex={0} className="outcome-log" aria-label={`The last that was said about ${step}`}>
      {lines.map((one) => `${clockOf(one.at)} ${one.event}${one.detail ? `  ${one.detail}` : ""}`).join("\n")}
    </pre>
  );
}

/** The field that a finding of the check names in the step, else the one whose name the error holds, else the first. */
export function placeOf(
  findings: readonly Finding[],
  step: string,
  parameters: readonly string[],
  error: string,
): string {
  const own = `/steps/${step.replaceAll("~", "~0").replaceAll("/", "~1")}`;
  const words = new Set(error.split(/[^\w-]+/));
  const named = parameters.find((name) => words.has(name));
  return (
    findings.find((one) => one.pointer?.startsWith(`${own}/`))?.pointer ?? `${own}/with/${named ?? parameters[0] ?? ""}`
  );
}
