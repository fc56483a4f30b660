import { useReactFlow } from "@xyflow/react";
import { useCallback, useMemo, useRef } from "react";
import { type Catalog, useCatalog } from "../activities/activities";
import { stepOf } from "../document/document";
import { useDocumentStore } from "../document/useDocument";
import type { CanvasContext } from "./actions/context";
import type { View } from "./canvasState";
import { boxOf, foldedOf, groupNode } from "./flow";

export const emptyCatalog: Catalog = new Map();

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
      fit: (steps) => {
        requestAnimationFrame(() =>
          flow.fitView({ nodes: steps?.map((id) => ({ id })), padding: 0.12, maxZoom: 1, duration: motion() }),
        );
      },
      zoom: (by) => flow.zoomTo(flow.getZoom() * by, { duration: motion() }),
      zoomTo: (zoom) => flow.zoomTo(zoom, { duration: motion() }),
      placeAt: (screen) => flow.screenToFlowPosition(screen),
      middle: () => flow.screenToFlowPosition({ x: pane().x + pane().width / 2, y: pane().y + pane().height / 2 }),
      reveal: (name) => {
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

        const node = foldedOf(open.history.document).get(name);
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
