import { lookOf } from "./ports";

/** The sign of a kind of data: its own colour and its own shape. */
export function PortShape({ kind }: { kind: string }) {
  return <span className={`port-shape port-${lookOf(kind)}`} title={kind} aria-hidden="true" />;
}
