import { getViewportForBounds, useReactFlow } from "@xyflow/react";
import { useCallback, useMemo, useRef } from "react";
import { type Catalog, useCatalog } from "../activities/activities";
import { stepOf } from "../document/document";
import { nothingPicked } from "../document/store";
import { useDocumentStore } from "../document/useDocument";
import type { CanvasContext } from "./actions/context";
import type { View } from "./canvasState";
import { boxOf, Flow, foldedOf, groupNode } from "./flow";
import { boxAround } from "./geometry";

export const emptyCatalog: Catalog = new Map();

/** How far one can go away, how near one can come, and how near the whole is shown at most. */
export const zooms = { min: 0.02, max: 2, whole: 1 };

/** The activities as they are now: for what is done when something happens. */
export function useCatalogNow(): () => Catalog {
  const catalog = useCatalog().data ?? emptyCatalog;
  const now = useRef(catalog);
  now.current = catalog;
  return useCallback(() => now.current, []);
}

/** What the actions of the canvas work on; the same object for as long as the workflow is open. */
export function useCanvasContext(): CanvasContext {
  const store = useDocumentStore();
  const catalog = useCatalogNow();
  const flow = useReactFlow();
  return useMemo(() => {
    const pane = () => document.querySelector("[data-canvas='flow']")?.getBoundingClientRect() ?? new DOMRect();
    const view: View = {
      fit: (steps, time = motion()) => {
        // From the document, not from what is drawn: what is out of sight need not be.
        const open = store.getState();
        const nodes = new Flow().nodes(
          { document: open.history.document, placed: open.placed },
          catalog(),
          nothingPicked,
        );
        const boxes = nodes
          .filter((node) => !steps || steps.includes(node.id))
          .map(({ position, width = 0, height = 0 }) => ({ ...position, width, height }));
        if (boxes.length > 0) {
          const { width, height } = pane();
          const viewport = getViewportForBounds(
            boxAround(boxes, { sides: 0, top: 0 }),
            width,
            height,
            zooms.min,
            zooms.whole,
            0.1,
          );
          flow.setViewport(viewport, { duration: time });
        }
      },
      zoom: (by) => flow.zoomTo(flow.getZoom() * by, { duration: motion() }),
      zoomTo: (zoom) => flow.zoomTo(zoom, { duration: motion() }),
      placeAt: (screen) => flow.screenToFlowPosition(screen),
      middle: () => flow.screenToFlowPosition({ x: pane().x + pane().width / 2, y: pane().y + pane().height / 2 }),
      show: (name) => {
        const open = store.getState();
        const step = stepOf(open.history.document, name);
        if (!step) {
          return;
        }

        const { x, y, width, height } = boxOf(
          { document: open.history.document, placed: open.placed },
          catalog(),
          step,
        );
        const [from, to] = [
          flow.screenToFlowPosition({ x: pane().left, y: pane().top }),
          flow.screenToFlowPosition({ x: pane().right, y: pane().bottom }),
        ];
        if (x < from.x || y < from.y || x + width > to.x || y + height > to.y || flow.getZoom() < 0.5) {
          flow.setCenter(x + width / 2, y + height / 2, { zoom: Math.max(flow.getZoom(), 0.8) });
        }
      },
      reveal: (name) => {
        view.show(name);
        const node = foldedOf(store.getState().history.document).get(name);
        focusNode(node === undefined ? name : groupNode(node));
      },
    };
    return { store, catalog, view };
  }, [store, catalog, flow]);
}

/** Brings the focus to a node as soon as it is drawn: one that was out of sight is drawn a moment later. */
export function focusNode(id: string, frames = 5): void {
  requestAnimationFrame(() => {
    const node = document.querySelector<HTMLElement>(`.react-flow__node[data-id="${CSS.escape(id)}"]`);
    if (node) {
      node.focus({ preventScroll: true });
    } else if (frames > 0) {
      focusNode(id, frames - 1);
    }
  });
}

const motion = () => (window.matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 200);
