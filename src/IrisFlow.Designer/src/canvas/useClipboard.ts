import { useEffect } from "react";
import { isTyping } from "../actions/action";
import { type CanvasContext, pickedSteps, say } from "./actions/context";
import { copied, paste, removePicked } from "./actions/edit";

/** Copy, cut and paste as the browser tells of them: then no permission is asked. Text in a field is the field's own. */
export function useClipboard(context: CanvasContext): void {
  useEffect(() => {
    let shift = false;
    const mine = (event: Event) =>
      !isTyping(event.target as Element | null) &&
      !document.querySelector("dialog[open]") &&
      (window.getSelection()?.isCollapsed ?? true);
    const copy = (event: ClipboardEvent) => {
      const steps = pickedSteps(context);
      if (mine(event) && steps.length > 0) {
        event.preventDefault();
        event.clipboardData?.setData("text/plain", copied(context));
        if (event.type === "cut") {
          removePicked(context);
        }

        say(`${event.type === "cut" ? "Cut" : "Copied"} ${steps.join(", ")}.`);
      }
    };
    const onPaste = (event: ClipboardEvent) => {
      if (mine(event)) {
        event.preventDefault();
        paste(context, event.clipboardData?.getData("text/plain") ?? "", !shift);
      }
    };
    const onKey = (event: KeyboardEvent) => {
      shift = event.shiftKey;
    };
    document.addEventListener("copy", copy);
    document.addEventListener("cut", copy);
    document.addEventListener("paste", onPaste);
    window.addEventListener("keydown", onKey);
    return () => {
      document.removeEventListener("copy", copy);
      document.removeEventListener("cut", copy);
      document.removeEventListener("paste", onPaste);
      window.removeEventListener("keydown", onKey);
    };
  }, [context]);
}
