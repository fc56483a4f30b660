import { useEffect, useRef, useState } from "react";
import { problemOf } from "../api/client";
import { throttled } from "../running/useRun";
import { emptyLog, type LogText, linesOf, logWith } from "./events";

interface Read {
  path: string;
  bytes: number;
  text: LogText;
  decoder: TextDecoder;
}

const begin = (path: string): Read => ({ path, bytes: 0, text: emptyLog, decoder: new TextDecoder() });

/** The lines of a log. While the run goes on, only what is new is asked for. */
export function useRunLog(path: string, hasLog: boolean, last: number): { lines: readonly string[]; problem: unknown } {
  const [lines, setLines] = useState<readonly string[]>([]);
  const [problem, setProblem] = useState<unknown>(null);
  const known = useRef(begin(path));
  const again = useRef<{ ask: () => void; stop: () => void }>(undefined);

  useEffect(() => {
    if (!hasLog) {
      return;
    }
    known.current = begin(path);
    let isOver = false;
    const look = async () => {
      try {
        await readOn(known.current);
        if (!isOver) {
          setLines(linesOf(known.current.text));
          setProblem(null);
        }
      } catch (refused) {
        setProblem(refused);
      }
    };
    again.current = throttled(() => void look(), 500);
    void look();
    return () => {
      isOver = true;
      again.current?.stop();
    };
  }, [path, hasLog]);

  const seen = useRef(last);
  useEffect(() => {
    if (last !== seen.current) {
      seen.current = last;
      again.current?.ask();
    }
  }, [last]);
  return { lines, problem };
}

/** Reads what came after the last byte that is known. */
async function readOn(known: Read): Promise<void> {
  const from = known.bytes;
  const answer = await fetch(known.path, {
    headers: from > 0 ? { Range: `bytes=${from}-` } : {},
    credentials: "same-origin",
  });
  // Nothing is there after the last byte yet.
  if (answer.status === 416) {
    return;
  }
  if (!answer.ok) {
    throw await problemOf(answer);
  }
  const bytes = new Uint8Array(await answer.arrayBuffer());
  // Two looks may have been under way: what another one has read is not read twice.
  if (known.bytes === from) {
    known.text = logWith(known.text, known.decoder.decode(bytes, { stream: true }));
    known.bytes += bytes.length;
  }
}
