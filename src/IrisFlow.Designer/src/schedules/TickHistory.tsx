import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useRef } from "react";
import type { Schedule, Tick } from "../api/schedules";
import { ProblemView } from "../running/ProblemView";
import { clockHere, offsetOf, wallClock } from "./instants";
import { TickResult } from "./LastTick";
import { OutcomeMark } from "./marks";
import { useTicks } from "./useSchedules";

const rowHeight = 32;

/** What became of every tick, the newest first; older ones come as one scrolls. */
export function TickHistory({ schedule }: { schedule: Schedule }) {
  const query = useTicks(schedule.workflow);
  const ticks = query.data?.pages.flatMap((page) => page.items) ?? [];
  const { hasNextPage, isFetching, fetchNextPage } = query;
  return (
    <section aria-labelledby="schedule-ticks">
      <h2 id="schedule-ticks">Ticks</h2>
      {query.isPending && <p role="status">Loading…</p>}
      {query.isError && <ProblemView problem={query.error} />}
      {query.isSuccess && ticks.length === 0 && <p className="soft">It has not fired yet.</p>}
      {ticks.length > 0 && (
        <Ticks
          zone={schedule.zone}
          ticks={ticks}
          onEnd={() => {
            if (hasNextPage && !isFetching) {
              void fetchNextPage();
            }
          }}
        />
      )}
    </section>
  );
}

function Ticks({ zone, ticks, onEnd }: { zone: string; ticks: readonly Tick[]; onEnd: () => void }) {
  const scroller = useRef<HTMLDivElement>(null);
  const list = useVirtualizer({
    count: ticks.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
  });
  const items = list.getVirtualItems();
  const atEnd = (items.at(-1)?.index ?? 0) >= ticks.length - 20;
  useEffect(() => {
    if (atEnd) {
      onEnd();
    }
  }, [atEnd, ticks.length]);
  return (
    <div className="virtual tick-list" ref={scroller} tabIndex={0} role="table" aria-label="Ticks" aria-rowcount={-1}>
      <div role="rowgroup" className="runs-columns-group">
        <div role="row" className="tick-row runs-columns">
          {[zone, "Here", "Outcome", "Run", "Why"].map((label) => (
            <span key={label} role="columnheader">
              {label}
            </span>
          ))}
        </div>
      </div>
      <div role="rowgroup" className="virtual-all" style={{ height: list.getTotalSize() }}>
        {items.map((item) => {
          const tick = ticks[item.index];
          return tick ? (
            <div
              key={item.index}
              role="row"
              aria-rowindex={item.index + 2}
              className="tick-row virtual-row"
              style={{ transform: `translateY(${item.start}px)` }}
            >
              <span role="cell">
                {wallClock(tick.zoned)} <span className="soft">{offsetOf(tick.zoned)}</span>
              </span>
              <span role="cell">{clockHere(tick.at)}</span>
              <span role="cell">
                <OutcomeMark outcome={tick.outcome} />
                {triggers[tick.trigger] && <span className="soft"> {triggers[tick.trigger]}</span>}
              </span>
              <span role="cell">
                {tick.run === null ? <span className="soft">none</span> : <TickResult tick={tick} />}
              </span>
              <span role="cell" className="soft" title={tick.reason ?? undefined}>
                {tick.reason}
              </span>
            </div>
          ) : null;
        })}
      </div>
    </div>
  );
}

// In time is what one expects; what is otherwise is said.
const triggers: Partial<Record<Tick["trigger"], string>> = { "catch-up": "catching up", "by-hand": "by hand" };
