import { type RefObject, useEffect } from "react";

/** What has the focus may go: it is deleted, undone, folded, or out of sight. Then what is around it has the focus, and it is never lost. */
export function useKeptFocus(
  around: RefObject<HTMLElement | null>,
  next?: (around: HTMLElement) => HTMLElement | null,
) {
  useEffect(() => {
    const place = around.current;
    if (!place) {
      return;
    }

    let isHere = false;
    const onFocus = (event: FocusEvent) => {
      isHere = place.contains(event.target as Node);
    };
    const observer = new MutationObserver(() => {
      if (isHere && document.activeElement === document.body) {
        (next?.(place) ?? place).focus({ preventScroll: true });
      }
    });
    document.addEventListener("focusin", onFocus);
    observer.observe(place, { childList: true, subtree: true });
    return () => {
      document.removeEventListener("focusin", onFocus);
      observer.disconnect();
    };
  }, [around, next]);
}
