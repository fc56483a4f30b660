import { create } from "zustand";
import type { Point } from "../document/document";
import type { Box } from "./geometry";
import type { PortRef } from "./ports";

/** What is open above the canvas. */
export type Over =
  /** A list of activities: what is taken is put at `at`, and wired to `port` or to the step that is picked. */
  | { show: "quick-add"; screen?: Point; at?: Point; port?: PortRef }
  | { show: "wire"; step: string; port?: PortRef }
  | { show: "rename"; step: string }
  | { show: "find-step" }
  | { show: "label-group"; id: string };

interface CanvasState {
  over: Over | null;
  /** Where things are while they are dragged; the document hears of it when they are dropped. */
  dragged?: Readonly<Record<string, Point>>;
  /** The port that the focus is on. */
  port: PortRef | null;
  /** Which list stands left of the canvas. */
  left: "activities" | "steps";
  minimap: boolean;
  setOver(over: Over | null): void;
  setDragged(dragged?: Readonly<Record<string, Point>>): void;
  setPort(port: PortRef | null): void;
  setLeft(left: "activities" | "steps"): void;
  toggleMinimap(): void;
}

/** The state of the canvas that is no part of the document. */
export const useCanvas = create<CanvasState>()((set) => ({
  over: null,
  port: null,
  left: "activities",
  minimap: true,
  setOver: (over) => set({ over }),
  setDragged: (dragged) => set({ dragged }),
  setPort: (port) => set({ port }),
  setLeft: (left) => set({ left }),
  toggleMinimap: () => set(({ minimap }) => ({ minimap: !minimap })),
}));

/** What the canvas can be asked to show. */
export interface View {
  /** All, or some steps; `time` is how long it takes to get there. */
  fit(steps?: readonly string[], time?: number): void;
  zoom(by: number): void;
  zoomTo(zoom: number): void;
  /** Brings a step into sight, and the focus to it. */
  reveal(step: string): void;
  /** Moves what is seen by so many pixels of the screen. */
  pan(x: number, y: number): void;
  /** Brings the focus to the canvas: to the step that is picked, if it is drawn. */
  focus(): void;
  /** Brings a step into view; the focus stays where it is. */
  show(step: string): void;
  /** Whether some of a box is in sight. */
  sees(box: Box): boolean;
  /** The middle of what is seen, as a place of the document. */
  middle(): Point;
  /** A place of the document under a place of the screen. */
  placeAt(screen: Point): Point;
}
