import { useEffect, useRef, useState } from "react";
import { listEvents, type RunEvent } from "../api/runs";

/** How far the events of a run are read: all before `cursor` are here for good, what comes after it may grow. */
interface Place {
  run: string;
  cursor: string | null;
  before: readonly RunEvent[];
  isReading: boolean;
  again: boolean;
}

const begin = (run: string): Place => ({ run, cursor: null, before: [], isReading: false, again: false });

/** What happened in a run, page by page as it arrives; only the last page is asked for again when there is more. */
export function useRunEvents(
  run: string,
  last: number,
): { events: readonly RunEvent[]; isReading: boolean; problem: unknown } {
  const [events, setEvents] = useState<readonly RunEvent[]>([]);
  const [isReading, setReading] = useState(true);
  const [problem, setProblem] = useState<unknown>(null);
  const place = useRef(begin(run));

  useEffect(() => {
    const here = place.current.run === run ? place.current : begin(run);
    place.current = here;
    here.again = true;
    if (here.isReading || last < 0) {
      return;
    }

    const read = async () => {
      while (here.again && place.current === here) {
        here.again = false;
        let next: string | null = here.cursor;
        do {
          const page = await listEvents(run, next);
          const all: readonly RunEvent[] = [...here.before, ...page.items];
          next = page.next;
          if (next !== null) {
            here.cursor = next;
            here.before = all;
          }
          if (place.current === here) {
            setEvents(all);
          }
        } while (next !== null && place.current === here);
      }
    };
    here.isReading = true;
    setReading(true);
    setProblem(null);
    void read()
      .catch(setProblem)
      .finally(() => {
        here.isReading = false;
        setReading(false);
      });
  }, [run, last]);
  return { events, isReading, problem };
}
