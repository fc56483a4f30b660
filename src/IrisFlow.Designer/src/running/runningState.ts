import { create } from "zustand";
import type { RunRequest } from "../api/runs";

/** What is open above the canvas that has to do with runs. */
export type RunOver =
  | { show: "plan"; request: RunRequest }
  | { show: "runs"; workflow: string }
  | { show: "menu"; step: string; at?: { x: number; y: number } }
  | { show: "replace"; step: string; port?: string }
  | { show: "why"; run: string; step: string }
  | { show: "sweep"; workflow: string };

interface Running {
  over: RunOver | null;
  setOver(over: RunOver | null): void;
}

/** The state of the run view that is no part of a run. */
export const useRunning = create<Running>()((set) => ({
  over: null,
  setOver: (over) => set({ over }),
}));
