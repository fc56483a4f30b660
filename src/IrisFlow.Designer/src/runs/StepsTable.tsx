import { Link } from "react-router";
import { part } from "../api/client";
import type { RunDocument } from "../api/runs";
import type { RunNow } from "../running/progress";
import { age, duration, figure } from "../running/times";
import { useClock } from "../running/useRun";
import { StateTag } from "./StateTag";

/** The steps of a run with what they gave. */
export function StepsTable({
  now,
  document,
  onWhy,
}: {
  now: RunNow;
  document: RunDocument;
  onWhy: (step: string) => void;
}) {
  const records = new Map(document.steps.map((step) => [step.name, step]));
  const clock = useClock(now.state === "running");
  return (
    <table className="plain dense">
      <thead>
        <tr>
          <th scope="col">Step</th>
          <th scope="col">State</th>
          <th scope="col" className="number">
            Took
          </th>
          <th scope="col">Outputs</th>
          <th scope="col">Why</th>
          <th scope="col">
            <span className="visually-hidden">More</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {Object.entries(now.steps).map(([name, step]) => {
          const record = records.get(name);
          const tries = step.failedTries + (step.state === "failed" ? 0 : 1);
          const isMade = step.state === "succeeded" || step.state === "failed";
          return (
            <tr key={name}>
              <th scope="row">
                {name} <span className="soft">{record?.uses}</span>
              </th>
              <td>
                <StateTag state={step.state} />
                {step.state === "running" && step.share !== undefined && (
                  <progress aria-label={`Progress of ${name}`} value={step.share} max={1} />
                )}
                {tries > 1 && <span className="soft"> {tries} tries</span>}
              </td>
              <td className="number">
                {isMade && step.milliseconds !== undefined && duration(step.milliseconds)}
                {step.state === "reused" && step.madeAt && <span className="soft">{age(step.madeAt, clock)} old</span>}
              </td>
              <td>
                <ul className="outputs">
                  {(record?.outputs ?? []).map((output) => (
                    <li key={output.port}>
                      <Link to={`/runs/${part(now.run)}/data/${part(name)}/${part(output.port)}`}>{output.port}</Link>{" "}
                      <span className="soft">
                        {figure(output.rows)}
                        {output.kept === false && ", not kept"}
                        {output.origin && ", your data"}
                      </span>
                      <Link
                        className="lineage-link"
                        to={`/lineage/${part(now.run)}/${part(name)}/${part(output.port)}`}
                        aria-label={`Lineage of ${name}.${output.port}`}
                        title="Where it comes from and where it went"
                      >
                        ⇄
                      </Link>
                    </li>
                  ))}
                </ul>
              </td>
              <td className={step.state === "failed" ? "step-error" : "soft"}>
                {step.text}
                {(record?.warnings ?? []).map((warning) => (
                  <p className="step-warning" key={warning}>
                    {warning}
                  </p>
                ))}
              </td>
              <td>
                {record && (
                  <button type="button" className="quiet" onClick={() => onWhy(name)} aria-label={`Why ${name}?`}>
                    Why?
                  </button>
                )}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
