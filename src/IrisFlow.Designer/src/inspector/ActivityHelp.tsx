import type { Activity, Port } from "../activities/activities";
import type { Json } from "../document/json";
import { writeJson } from "../document/jsonText";
import { shown } from "../forms/controls/control";

/** What the activity's own documentation says: its ports, its parameters, and a step as an example. */
export function ActivityHelp({ activity }: { activity: Activity }) {
  return (
    <details className="activity-help">
      <summary>
        About <code>{activity.uses}</code>
      </summary>
      {activity.sideEffect && <p>It acts on something outside: it runs each time and is never reused.</p>}
      <dl>
        <Ports label="in" ports={activity.inputs} />
        <Ports label="out" ports={activity.outputs} />
        {activity.parameters.map((parameter) => (
          <div key={parameter.name}>
            <dt>
              <code>{parameter.name}</code> <small>{parameter.type}</small>
            </dt>
            <dd>
              {parameter.summary}{" "}
              {parameter.required
                ? "Required."
                : parameter.default === undefined
                  ? ""
                  : `Default: ${shown(parameter.default as Json)}.`}
              {parameter.kinds && ` One of ${parameter.kinds.map((kind) => kind.kind).join(", ")}.`}
            </dd>
          </div>
        ))}
      </dl>
      {activity.example && (
        <>
          <p>In the file, such a step looks like this:</p>
          <pre>{writeJson(activity.example, 2)}</pre>
        </>
      )}
    </details>
  );
}

function Ports({ label, ports }: { label: string; ports: readonly Port[] }) {
  return ports.map((port) => (
    <div key={port.port}>
      <dt>
        <small>{label}</small> <code>{port.port}</code> <small>{port.kind}</small>
      </dt>
      <dd>
        {port.summary} {label === "in" && !port.required ? "Optional." : ""}
      </dd>
    </div>
  ));
}
