import { type RefObject, useEffect, useLayoutEffect, useRef } from "react";
import { useLocation, useMatches, useNavigationType } from "react-router";
import { announce } from "./announce";
import type { Titled } from "./router";

/** What changes with the page: its title, said to those who hear it, and where it is scrolled to: a new one begins at its top. */
export function usePage(content: RefObject<HTMLElement | null>): void {
  const { pathname, key } = useLocation();
  const isBack = useNavigationType() === "POP";
  const page = useMatches().at(-1);
  const title = (page?.handle as Titled | undefined)?.title(page?.params ?? {});
  const shown = useRef(pathname);
  useEffect(() => {
    document.title = title === undefined ? "IrisFlow" : `${title} · IrisFlow`;
    if (title !== undefined && shown.current !== pathname) {
      shown.current = pathname;
      announce(title, true);
    }
  }, [title, pathname]);

  // What was seen is found again on the way back.
  const places = useRef(new Map<string, number>());
  useLayoutEffect(() => {
    if (content.current) {
      content.current.scrollTop = isBack ? (places.current.get(key) ?? 0) : 0;
    }
  }, [pathname]);
  useEffect(() => {
    const element = content.current;
    const remember = () => element && places.current.set(key, element.scrollTop);
    element?.addEventListener("scroll", remember, { passive: true });
    return () => element?.removeEventListener("scroll", remember);
  }, [key]);
}
