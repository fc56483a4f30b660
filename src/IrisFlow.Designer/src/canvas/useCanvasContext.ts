import { getViewportForBounds, useReactFlow } from "@xyflow/react";
import { useCallback, useMemo, useRef } from "react";
import { type Catalog, useCatalog } from "../activities/activities";
import { nothingPicked } from "../document/store";
import { useDocumentStore } from "../document/useDocument";
import type { CanvasContext } from "./actions/context";
import type { View } from "./canvasState";
import { Flow, type FlowNode, foldedOf, groupNode } from "./flow";
import { type Box, boxAround, overlap } from "./geometry";

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
    // From the document, not from what is drawn: what is out of sight need not be.
    const nodes = () => {
      const { history, placed } = store.getState();
      return new Flow().nodes({ document: history.document, placed }, catalog(), nothingPicked);
    };
    const boxOfNode = ({ position, width = 0, height = 0 }: FlowNode): Box => ({ ...position, width, height });
    // A step of a folded group is where the group is.
    const nodeOf = (step: string) => {
      const group = foldedOf(store.getState().history.document).get(step);
      return group === undefined ? step : groupNode(group);
    };
    const shownBox = (step: string) => {
      const node = nodes().find(({ id }) => id === nodeOf(step));
      return node && boxOfNode(node);
    };
    const seen = (): Box => {
      const from = flow.screenToFlowPosition({ x: pane().left, y: pane().top });
      const to = flow.screenToFlowPosition({ x: pane().right, y: pane().bottom });
      return { ...from, width: to.x - from.x, height: to.y - from.y };
    };
    const view: View = {
      fit: (steps, time = motion()) => {
        const wanted = steps && new Set(steps.map(nodeOf));
        const boxes = nodes()
          .filter((node) => !wanted || wanted.has(node.id))
          .map(boxOfNode);
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
      pan: (x, y) => {
        const { zoom, ...from } = flow.getViewport();
        flow.setViewport({ x: from.x - x, y: from.y - y, zoom }, { duration: motion() });
      },
      focus: () => {
        const [step] = store.getState().selection.steps;
        (drawnNode(nodeOf(step ?? "")) ?? document.querySelector<HTMLElement>("[data-canvas='flow']"))?.focus();
      },
      placeAt: (screen) => flow.screenToFlowPosition(screen),
      middle: () => flow.screenToFlowPosition({ x: pane().x + pane().width / 2, y: pane().y + pane().height / 2 }),
      sees: (box) => overlap(box, seen()),
      show: (name) => {
        const box = shownBox(name);
        const { x, y, width, height } = seen();
        if (
          box &&
          (box.x < x ||
            box.y < y ||
            box.x + box.width > x + width ||
            box.y + box.height > y + height ||
            flow.getZoom() < 0.5)
        ) {
          flow.setCenter(box.x + box.width / 2, box.y + box.height / 2, { zoom: Math.max(flow.getZoom(), 0.8) });
        }
      },
      reveal: (name) => {
        view.show(name);
        focusNode(nodeOf(name));
      },
    };
    return { store, catalog, view };
  }, [store, catalog, flow]);
}

const drawnNode = (id: string) => document.querySelector<HTMLElement>(`.react-flow__node[data-id="${CSS.escape(id)}"]`);

/** Brings the focus to a node as soon as it is drawn: one that was out of sight is drawn a moment later. */
function focusNode(id: string, frames = 5): void {
  requestAnimationFrame(() => {
    const node = drawnNode(id);
    if (node) {
      node.focus({ preventScroll: true });
    } else if (frames > 0) {
      focusNode(id, frames - 1);
    }
  });
}

const motion = () => (window.matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 200);
