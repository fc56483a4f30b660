import { create } from "zustand";
import type { RunDocument } from "../api/runs";
import type { RunNow } from "./progress";

interface ShownRun {
  now?: RunNow;
  document?: RunDocument;
}

/** The run that is on the canvas; empty where there is none. */
export const useShownRun = create<ShownRun>()(() => ({}));
