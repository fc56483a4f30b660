import { useQuery } from "@tanstack/react-query";
import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useMemo, useRef, useState } from "react";
import { part, problemOf } from "../api/client";
import { CopyAs } from "../running/CopyAs";
import { ProblemView } from "../running/ProblemView";
import { linesOf } from "./events";

/** What the process of a run printed, word for word. */
export function LogTab({ run, hasLog, last }: { run: string; hasLog: boolean; last: number }) {
  const path = `/api/runs/${part(run)}/log`;
  const [words, setWords] = useState("");
  const log = useQuery({
    queryKey: ["run-log", run],
    queryFn: async ({ signal }) => {
      const answer = await fetch(path, { signal, credentials: "same-origin" });
      if (!answer.ok) {
        throw await problemOf(answer);
      }
      return linesOf(await answer.text());
    },
    enabled: hasLog,
    staleTime: 0,
  });
  const { refetch } = log;
  useEffect(() => {
    if (hasLog) {
      void refetch();
    }
  }, [hasLog, last, refetch]);
  const lines = useMemo(() => {
    const wanted = words.toLowerCase();
    return (log.data ?? [])
      .map((text, index) => ({ text, index }))
      .filter(({ text }) => text.toLowerCase().includes(wanted));
  }, [log.data, words]);
  const scroller = useRef<HTMLDivElement>(null);
  const list = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => 20,
    overscan: 40,
  });
  if (!hasLog) {
    return (
      <p className="soft">Only a run that was begun over HTTP has a log; a command line prints what there is to say.</p>
    );
  }

  return (
    <section aria-label="Log">
      <div className="list-tools">
        <input
          type="search"
          aria-label="Words in the log"
          placeholder="Search"
          value={words}
          onChange={(event) => setWords(event.target.value)}
        />
        <span className="soft" role="status">
          {lines.length.toLocaleString("en")} {lines.length === 1 ? "line" : "lines"}
        </span>
        <a href={path} download={`${run}.log`}>
          Download
        </a>
        <CopyAs call={{ method: "GET", path }} />
      </div>
      {log.isError && <ProblemView problem={log.error} />}
      <div className="virtual log" ref={scroller} tabIndex={0} role="log" aria-label="What was printed" aria-live="off">
        <div className="virtual-all" style={{ height: list.getTotalSize() }}>
          {list.getVirtualItems().map((item) => (
            <div key={item.key} className="log-line" style={{ transform: `translateY(${item.start}px)` }}>
              <span className="log-number">{(lines[item.index]?.index ?? 0) + 1}</span>
              {lines[item.index]?.text}
            </div>
          ))}
        </div>
      </div>
    </section>
  );
}
