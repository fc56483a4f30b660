import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useMemo, useRef, useState } from "react";
import { part } from "../api/client";
import { CopyAs } from "../running/CopyAs";
import { ProblemView } from "../running/ProblemView";
import { useRunLog } from "./useRunLog";

interface Props {
  run: string;
  hasLog: boolean;
  last: number;
  isRunning: boolean;
}

/** What the process of a run printed, word for word. */
export function LogTab({ run, hasLog, last, isRunning }: Props) {
  const path = `/api/runs/${part(run)}/log`;
  const [words, setWords] = useState("");
  const [isFollowing, setFollowing] = useState(isRunning);
  const log = useRunLog(path, hasLog, last);
  const lines = useMemo(() => {
    const wanted = words.toLowerCase();
    return log.lines.map((text, index) => ({ text, index })).filter(({ text }) => text.toLowerCase().includes(wanted));
  }, [log.lines, words]);
  const scroller = useRef<HTMLDivElement>(null);
  const list = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => 20,
    overscan: 20,
  });
  useEffect(() => {
    if (isFollowing && lines.length > 0) {
      list.scrollToIndex(lines.length - 1);
    }
  }, [isFollowing, lines.length]);
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
        <label className="check">
          <input type="checkbox" checked={isFollowing} onChange={(event) => setFollowing(event.target.checked)} /> Stay
          at the end
        </label>
        <a href={path} download={`${run}.log`}>
          Download
        </a>
        <CopyAs call={{ method: "GET", path }} />
      </div>
      {log.problem !== null && <ProblemView problem={log.problem} />}
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
