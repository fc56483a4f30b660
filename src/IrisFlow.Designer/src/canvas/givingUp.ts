import { useStoreApi } from "@xyflow/react";
import { useEffect } from "react";
import { useCanvas } from "./canvasState";

let givingUp = false;

/** Whether what the pointer does is being given up: then its end means nothing. */
export const isGivenUp = () => givingUp;

/** Escape ends a drag, or a wire that is being drawn, as if it had not begun. */
export function useGivingUp(): void {
  const flow = useStoreApi();
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const isHeld = useCanvas.getState().dragged !== undefined || flow.getState().connection.inProgress;
      if (event.key === "Escape" && isHeld) {
        event.preventDefault();
        givingUp = true;
        // For those who follow the pointer, it is let go.
        document.dispatchEvent(new MouseEvent("mouseup", { view: window, bubbles: true }));
        givingUp = false;
        useCanvas.getState().setDragged(undefined);
      }
    };
    window.addEventListener("keydown", onKey, true);
    return () => window.removeEventListener("keydown", onKey, true);
  }, [flow]);
}
