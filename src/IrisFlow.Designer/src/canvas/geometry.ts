import type { Point, StepView } from "../document/document";
import type { Ports } from "./ports";

/**
 * The measures of a step on the canvas. They are known without drawing it, so that what is out of sight need not be drawn;
 * and they are multiples of the grid, so that a wire between steps on the grid can be straight.
 */
export const stepWidth = 204;
const head = 50;
const summaryLine = 20;
const portLine = 20;
const foot = 10;

/** The height of a step: its name, its activity, its parameters in a line, and its ports. */
export function heightOf(step: StepView, ports: Ports): number {
  return portsTop(step) + Math.max(ports.inputs.length, ports.outputs.length, 1) * portLine + foot;
}

/** Where the middle of a port is, from the top of its step. */
export function portY(step: StepView, index: number): number {
  return portsTop(step) + index * portLine + portLine / 2;
}

/** The parameters in one line. */
export function summaryOf(step: StepView): string {
  return Object.entries(step.with)
    .map(([name, value]) => `${name}: ${shortOf(value)}`)
    .join(", ");
}

/** No note is smaller: it is to be written in. */
export const leastNote = { width: 120, height: 60 };

/** Where things snap to. */
export const grid = 10;

export const snapped = ({ x, y }: Point): Point => ({ x: Math.round(x / grid) * grid, y: Math.round(y / grid) * grid });

export interface Box extends Point {
  width: number;
  height: number;
}

/** The smallest box around boxes, with room around it. */
export function boxAround(boxes: readonly Box[], room: { sides: number; top: number }): Box {
  const left = Math.min(...boxes.map((box) => box.x)) - room.sides;
  const top = Math.min(...boxes.map((box) => box.y)) - room.top;
  const right = Math.max(...boxes.map((box) => box.x + box.width)) + room.sides;
  const bottom = Math.max(...boxes.map((box) => box.y + box.height)) + room.sides;
  return { x: left, y: top, width: right - left, height: bottom - top };
}

/** Whether two boxes have ground in common. */
export function overlap(one: Box, other: Box): boolean {
  return (
    one.x < other.x + other.width &&
    other.x < one.x + one.width &&
    one.y < other.y + other.height &&
    other.y < one.y + one.height
  );
}

function portsTop(step: StepView): number {
  return head + (Object.keys(step.with).length > 0 ? summaryLine : 0);
}

function shortOf(value: unknown): string {
  if (typeof value === "string") {
    return value;
  }

  if (Array.isArray(value)) {
    return value.length > 3 ? `${value.length} values` : value.map(shortOf).join(", ");
  }

  if (typeof value === "object" && value !== null) {
    const kind = (value as { kind?: unknown }).kind;
    return typeof kind === "string" ? kind : Object.keys(value).join(", ");
  }

  return String(value);
}
