import type { StoreApi } from "zustand";
import type { Catalog } from "../../activities/activities";
import { announce } from "../../app/announce";
import { type Point, stepOf } from "../../document/document";
import type { OpenWorkflow } from "../../document/store";
import type { View } from "../canvasState";
import { placeOf } from "../flow";

/** What the actions of the canvas work on. */
export interface CanvasContext {
  store: StoreApi<OpenWorkflow>;
  catalog: () => Catalog;
  view: View;
}

/** The steps that are picked and still there. */
export function pickedSteps({ store }: CanvasContext): string[] {
  const { selection, history } = store.getState();
  return selection.steps.filter((name) => stepOf(history.document, name));
}

/** Where a step stands. */
export function standsAt({ store }: CanvasContext, name: string): Point {
  const { history, placed } = store.getState();
  return placeOf({ document: history.document, placed }, name);
}

/** Says what was done: on the canvas it is seen, and it should be heard, too. */
export const say = announce;

/** Names while they are few enough to be read, else how many. */
export const inWords = (names: readonly string[], kind: string) =>
  names.length > 12 ? `${names.length} ${kind}` : names.join(", ");

export const nonePicked = "No step is picked.";
