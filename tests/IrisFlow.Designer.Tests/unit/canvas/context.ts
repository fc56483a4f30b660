import type { CanvasContext } from "@designer/canvas/actions/context";
import type { View } from "@designer/canvas/canvasState";
import type { WorkflowDocument } from "@designer/document/document";
import { createDocumentStore } from "@designer/document/store";
import { catalog } from "./catalog";

/** What the actions work on, over a document, with a view that shows nothing. */
export function contextOf(document: WorkflowDocument): CanvasContext {
  const store = createDocumentStore("iris");
  store.getState().load(document, { etag: null });
  const view: View = {
    fit: () => {},
    zoom: () => {},
    zoomTo: () => {},
    reveal: () => {},
    show: () => {},
    sees: () => true,
    pan: () => {},
    focus: () => {},
    middle: () => ({ x: 500, y: 300 }),
    placeAt: (screen) => screen,
  };
  return { store, catalog: () => catalog, view };
}
