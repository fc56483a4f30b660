import { useRef, useState } from "react";
import { Problem } from "../api/client";
import { type Begun, type Call, make, newKey } from "../api/runs";
import { writeJson } from "../document/jsonText";

interface Options {
  /** Has to be done first; false where it failed. */
  save?: () => Promise<boolean>;
  onBegun: (begun: Begun) => void;
}

/** Begins a run once: a call that is made again, because its answer was lost, goes under the same key. */
export function useBegin({ save, onBegun }: Options) {
  const [isBeginning, setBeginning] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  const sent = useRef({ call: "", key: "" });
  const begin = async (call: Call, check?: () => Promise<void>) => {
    setBeginning(true);
    setProblem(null);
    try {
      if (save && !(await save())) {
        throw new Problem(409, "The workflow was not saved, so nothing runs. Look at what the save says.", []);
      }
      await check?.();
      const text = writeJson(call);
      if (sent.current.call !== text) {
        sent.current = { call: text, key: newKey() };
      }
      onBegun(await make<Begun>(call, sent.current.key));
    } catch (refused) {
      // What was refused began nothing: the next press is another call. What got lost on the way may have begun something.
      if (refused instanceof Problem) {
        sent.current = { call: "", key: "" };
      }
      setProblem(refused);
    } finally {
      setBeginning(false);
    }
  };
  return { begin, isBeginning, problem };
}
