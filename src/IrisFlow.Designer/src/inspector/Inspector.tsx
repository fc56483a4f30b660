import { useCatalog } from "../activities/activities";
import { stepOf } from "../document/document";
import { useDocument } from "../document/useDocument";

/** What is picked on the canvas, in full. */
export function Inspector() {
  const name = useDocument((open) => open.selection.steps[0]);
  const step = useDocument((open) => (name === undefined ? undefined : stepOf(open.history.document, name)));
  const activity = useCatalog().data?.get(step?.uses ?? "");
  if (!step) {
    return <p className="soft">Pick a step to see its parameters.</p>;
  }

  return (
    <div className="inspector">
      <h2>{step.name}</h2>
      <p>
        <code>{step.uses}</code>
      </p>
      <p>{activity?.summary}</p>
      <h3>Ports</h3>
      <ul>
        {activity?.inputs.map((port) => (
          <li key={`in ${port.port}`}>
            in {port.port}: {port.kind}
          </li>
        ))}
        {activity?.outputs.map((port) => (
          <li key={`out ${port.port}`}>
            out {port.port}: {port.kind}
          </li>
        ))}
      </ul>
    </div>
  );
}
