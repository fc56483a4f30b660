import type { Activity } from "../activities/activities";
import { PortShape } from "./PortShape";

/** What an activity takes and gives, as the signs of its ports. */
export function ActivityPorts({ activity }: { activity: Activity }) {
  const spoken = `takes ${kinds(activity.inputs)}, gives ${kinds(activity.outputs)}`;
  return (
    <span className="activity-ports" title={spoken}>
      {activity.inputs.slice(0, 3).map((port) => (
        <PortShape key={port.port} kind={port.kind} />
      ))}
      <span aria-hidden="true">→</span>
      {activity.outputs.slice(0, 3).map((port) => (
        <PortShape key={port.port} kind={port.kind} />
      ))}
      <span className="visually-hidden">{spoken}</span>
    </span>
  );
}

const kinds = (ports: Activity["inputs"]) =>
  ports.length === 0 ? "nothing" : ports.map((port) => port.kind).join(", ");
