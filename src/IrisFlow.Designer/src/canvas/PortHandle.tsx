import { Handle, Position } from "@xyflow/react";
import type { Port } from "../activities/activities";
import { useCanvas } from "./canvasState";
import { handleId } from "./flow";
import { lookOf } from "./ports";

interface Props {
  step: string;
  side: "in" | "out";
  port: Port;
  top: number;
  /** What is wired to it. */
  source?: string;
  reachable: boolean;
}

/** A port: where wires begin and end. Its type is written beside it while it has the focus or the pointer. */
export function PortHandle({ step, side, port, top, source, reachable }: Props) {
  const missing = side === "in" && port.required && source === undefined;
  const wired =
    side === "out" ? "" : source === undefined ? (missing ? ", needs a wire" : ", not wired") : `, from ${source}`;
  return (
    <Handle
      type={side === "in" ? "target" : "source"}
      position={side === "in" ? Position.Left : Position.Right}
      id={handleId(side, port.port)}
      className={`port port-${lookOf(port.kind)} port-${side}${missing ? " port-missing" : ""}`}
      style={{ top }}
      tabIndex={reachable ? 0 : -1}
      role="button"
      aria-label={`${side === "in" ? "Input" : "Output"} ${port.port}: ${port.kind}${wired}`}
      data-tip={`${port.port}: ${port.kind}`}
      data-port={handleId(side, port.port)}
      onFocus={() => useCanvas.getState().setPort({ step, port: port.port, side })}
      onBlur={() => useCanvas.getState().setPort(null)}
      onKeyDown={(event) => {
        if (event.key === "Enter" || event.key === " ") {
          event.preventDefault();
          event.stopPropagation();
          useCanvas.getState().setOver({ show: "wire", step, port: { step, port: port.port, side } });
        }
      }}
    />
  );
}
