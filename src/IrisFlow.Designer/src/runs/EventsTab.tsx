import { useVirtualizer } from "@tanstack/react-virtual";
import { useMemo, useRef, useState } from "react";
import { part } from "../api/client";
import { useChosen } from "../app/useChosen";
import { CopyAs } from "../running/CopyAs";
import { commandOf } from "../running/commandLine";
import { ProblemView } from "../running/ProblemView";
import { clock } from "../running/times";
import { filtered } from "./events";
import { useRunEvents } from "./useRunEvents";

const rowHeight = 26;

/** What happened in a run, in order; by step, by kind, by words. New events come as they happen. */
export function EventsTab({ run, last, steps }: { run: string; last: number; steps: readonly string[] }) {
  const [parameters, choose] = useChosen();
  const [step, event] = [parameters.get("step") ?? "", parameters.get("event") ?? ""];
  const [words, setWords] = useState("");
  const { events: all, isReading, problem } = useRunEvents(run, last);
  const rows = useMemo(() => filtered(all, { step, event, words }), [all, step, event, words]);
  const kinds = useMemo(() => [...new Set(all.map((one) => one.event))].sort(), [all]);
  const scroller = useRef<HTMLDivElement>(null);
  const list = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 20,
  });
  return (
    <section aria-label="Events">
      <div className="list-tools">
        <label>
          Step{" "}
          <select value={step} onChange={(change) => choose("step", change.target.value)}>
            <option value="">all</option>
            {steps.map((name) => (
              <option key={name}>{name}</option>
            ))}
          </select>
        </label>
        <label>
          Kind{" "}
          <select value={event} onChange={(change) => choose("event", change.target.value)}>
            <option value="">all</option>
            {kinds.map((name) => (
              <option key={name}>{name}</option>
            ))}
          </select>
        </label>
        <input
          type="search"
          aria-label="Words in the events"
          placeholder="Search"
          value={words}
          onChange={(change) => setWords(change.target.value)}
        />
        <span className="soft" role="status">
          {rows.length.toLocaleString("en")} of {all.length.toLocaleString("en")}
          {isReading ? ", reading…" : ""}
        </span>
        <CopyAs
          command={commandOf("logs", run, ...(step === "" ? [] : [step]))}
          call={{
            method: "GET",
            path: `/api/runs/${part(run)}/events?${new URLSearchParams({ limit: "500", ...(step && { step }), ...(event && { event }) })}`,
          }}
        />
      </div>
      {problem !== null && <ProblemView problem={problem} />}
      <div className="virtual" ref={scroller} tabIndex={0} role="table" aria-label="Events" aria-rowcount={rows.length}>
        <div className="virtual-all" style={{ height: list.getTotalSize() }}>
          {list.getVirtualItems().map((item) => {
            const one = rows[item.index];
            return one ? (
              <div
                key={one.sequence}
                role="row"
                aria-rowindex={item.index + 1}
                className="event-row"
                style={{ transform: `translateY(${item.start}px)` }}
              >
                <span role="cell" className="event-at">
                  {clock(one.at)}
                </span>
                <span role="cell" className="event-step">
                  {one.step}
                </span>
                <span role="cell" className={`event-kind event-${one.event}`}>
                  {one.event}
                </span>
                <span role="cell" className="event-detail" title={one.detail}>
                  {one.detail}
                </span>
              </div>
            ) : null;
          })}
        </div>
      </div>
    </section>
  );
}
