import { useEffect } from "react";
import { type Action, isKey, isText, isTyping } from "./action";
import { allActions, runAction, useRegistry } from "./registry";

/** Listens to the keys of all actions for as long as the component is there. */
export function useShortcuts(): void {
  useEffect(() => {
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, []);
}

/** The action that a key means where the focus is. A field keeps its keys, but for those that are no text; an open dialog keeps all. */
export function actionFor(event: KeyboardEvent, actions: readonly Action[]): Action | undefined {
  const target = event.target instanceof Element ? event.target : null;
  if (event.defaultPrevented || target?.closest("dialog[open]")) {
    return undefined;
  }

  const typing = isTyping(target);
  // Where Alt makes another sign of a letter, that sign is text.
  const isSign = !/^[a-z]$/i.test(event.key);
  const isFree = (keys: string) =>
    !typing ||
    isPaletteKey(keys) ||
    (keys.startsWith("Mod+") && !isText(target)) ||
    (/^Alt\+[A-Z]$/.test(keys) && !isSign);
  const onCanvas = !typing && (target === null || target === document.body || target.closest("[data-canvas]") !== null);
  return actions.findLast(
    (action) =>
      !action.byBrowser &&
      (action.scope !== "canvas" || onCanvas) &&
      action.keys?.some((keys) => isKey(event, keys) && isFree(keys)),
  );
}

/** Keys that work in a field, too: what a field itself does with them is nothing. */
function isPaletteKey(keys: string): boolean {
  return /^(Mod\+(S|K|Shift\+P|Enter)|(Shift\+)?F\d+)$/.test(keys);
}

function onKey(event: KeyboardEvent): void {
  const action = useRegistry.getState().shown === null ? actionFor(event, allActions()) : undefined;
  if (action) {
    event.preventDefault();
    runAction(action);
  }
}
