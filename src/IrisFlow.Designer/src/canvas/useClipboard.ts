import { useEffect } from "react";
import { isTyping } from "../actions/action";
import { copied, nothingToCopy, paste, wordsOfPicked } from "./actions/clipboard";
import { type CanvasContext, say } from "./actions/context";
import { removePicked } from "./actions/edit";

/** Copy, cut and paste as the browser tells of them: then no permission is asked. Text in a field is the field's own. */
export function useClipboard(context: CanvasContext): void {
  useEffect(() => {
    let shift = false;
    const mine = (event: Event) =>
      !isTyping(event.target as Element | null) &&
      !document.querySelector("dialog[open]") &&
      (window.getSelection()?.isCollapsed ?? true);
    const copy = (event: ClipboardEvent) => {
      if (mine(event) && nothingToCopy(context) === undefined) {
        const words = wordsOfPicked(context);
        event.preventDefault();
        event.clipboardData?.setData("text/plain", copied(context));
        if (event.type === "cut") {
          removePicked(context);
        }

        say(`${event.type === "cut" ? "Cut" : "Copied"} ${words}.`);
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
    window.addEventListener("keyup", onKey);
    return () => {
      document.removeEventListener("copy", copy);
      document.removeEventListener("cut", copy);
      document.removeEventListener("paste", onPaste);
      window.removeEventListener("keydown", onKey);
      window.removeEventListener("keyup", onKey);
    };
  }, [context]);
}
