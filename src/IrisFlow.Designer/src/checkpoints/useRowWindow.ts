import { type RefObject, useCallback, useEffect, useRef, useState } from "react";
import { heightOf, ratioOf, rowHeight, rowsAt, topFor, within } from "./rowWindow";

/** The rows of a scroll area that are on screen. More rows than a browser lays out share its scroll bar; wheel and keys go as far as ever. */
export function useRowWindow(scroller: RefObject<HTMLElement | null>, rows: number, headHeight: number) {
  // Where the browser has scrolled to, and which pixel of the rows is seen there.
  const [seen, setSeen] = useState({ bar: 0, top: 0 });
  const [room, setRoom] = useState(0);
  const now = useRef({ ...seen, rows, room });
  now.current = { ...now.current, rows, room };

  const put = useCallback((bar: number, top: number) => {
    now.current = { ...now.current, bar, top };
    setSeen({ bar, top });
  }, []);
  const scrollTo = useCallback(
    (top: number) => {
      const { rows, room } = now.current;
      const to = within(top, rows, room);
      if (scroller.current) {
        scroller.current.scrollTop = to / ratioOf(rows, room);
        put(scroller.current.scrollTop, ratioOf(rows, room) === 1 ? scroller.current.scrollTop : to);
      }
    },
    [scroller, put],
  );
  const show = useCallback((row: number) => scrollTo(topFor(row, now.current.top, now.current.room)), [scrollTo]);

  useEffect(() => {
    const { current } = scroller;
    if (current === null) {
      return;
    }
    const measure = () => {
      // Known at once: a row may be asked for before the next picture.
      now.current.room = Math.max(rowHeight, current.clientHeight - headHeight);
      setRoom(now.current.room);
    };
    const onScroll = () => {
      const { bar, rows, room } = now.current;
      // What we did ourselves is known more exactly.
      if (current.scrollTop !== bar) {
        put(current.scrollTop, within(current.scrollTop * ratioOf(rows, room), rows, room));
      }
    };
    const onWheel = (event: WheelEvent) => {
      const { top, rows, room } = now.current;
      if (
        ratioOf(rows, room) === 1 ||
        event.ctrlKey ||
        event.shiftKey ||
        Math.abs(event.deltaX) > Math.abs(event.deltaY)
      ) {
        return;
      }
      event.preventDefault();
      const unit = event.deltaMode === 1 ? rowHeight : event.deltaMode === 2 ? room : 1;
      scrollTo(top + event.deltaY * unit);
    };
    const size = new ResizeObserver(measure);
    size.observe(current);
    measure();
    current.addEventListener("scroll", onScroll, { passive: true });
    current.addEventListener("wheel", onWheel, { passive: false });
    return () => {
      size.disconnect();
      current.removeEventListener("scroll", onScroll);
      current.removeEventListener("wheel", onWheel);
    };
  }, [scroller, headHeight, put, scrollTo]);

  return {
    height: heightOf(rows) + headHeight,
    ...rowsAt(within(seen.top, rows, room), rows, room),
    /** Where a row is laid out. */
    placeOf: (row: number) => headHeight + seen.bar - seen.top + row * rowHeight,
    show,
    /** Rows that fit the screen. */
    page: Math.max(1, Math.floor(room / rowHeight) - 1),
  };
}
