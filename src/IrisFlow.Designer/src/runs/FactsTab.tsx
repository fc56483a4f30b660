import { Link } from "react-router";
import { part } from "../api/client";
import type { RunDocument } from "../api/runs";
import { writeJson } from "../document/jsonText";
import { figure, instant } from "../running/times";

/** With what a run was done, what it measured, and what speaks against trusting it. */
export function FactsTab({ document }: { document: RunDocument }) {
  const parameters = Object.entries(document.parameters);
  const metrics = Object.entries(document.metrics);
  const warnings = document.steps.flatMap((step) => (step.warnings ?? []).map((text) => ({ step: step.name, text })));
  return (
    <div className="facts-columns">
      <section>
        <h2>Parameters</h2>
        {parameters.length === 0 && <p className="soft">The workflow has none.</p>}
        <dl className="facts">
          {parameters.map(([name, value]) => (
            <div className="fact" key={name}>
              <dt>{name}</dt>
              <dd>
                <code>{writeJson(value)}</code>
              </dd>
            </div>
          ))}
        </dl>
        <h2>What was asked for</h2>
        <pre className="request">{writeJson(document.request, 2)}</pre>
      </section>
      <section>
        <h2>Metrics</h2>
        {metrics.length === 0 && <p className="soft">No step has measured anything yet.</p>}
        {metrics.length > 0 && (
          <table className="plain dense">
            <thead>
              <tr>
                <th scope="col">Metric</th>
                <th scope="col" className="number">
                  Value
                </th>
              </tr>
            </thead>
            <tbody>
              {metrics.map(([name, value]) => (
                <tr key={name}>
                  <th scope="row">{name}</th>
                  <td className="number">{figure(value)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </section>
      <section>
        <h2>Warnings and evidence</h2>
        {warnings.length + document.evidence.length === 0 && <p className="soft">Nothing speaks against this run.</p>}
        <ul className="warnings">
          {warnings.map(({ step, text }) => (
            <li key={`${step} ${text}`}>
              <strong>{step}</strong> {text}
            </li>
          ))}
          {document.evidence.map((one) => (
            <li key={`${one.run} ${one.otherRun} ${one.step}.${one.port} ${one.at}`}>
              <strong>
                {one.step}.{one.port}
              </strong>{" "}
              The same key gave other data in <Link to={`/runs/${part(one.otherRun)}`}>run {one.otherRun}</Link>
              {one.columns.length > 0 && `, in ${one.columns.join(", ")}`} ({instant(one.at)}).
            </li>
          ))}
        </ul>
      </section>
    </div>
  );
}
