import { useCallback } from "react";
import type { Intent } from "../document/history";
import type { Json, Path } from "../document/json";
import { useDocumentStore } from "../document/useDocument";

/** Replaces a value of the open definition, as one entry of the history; keys that nobody knows stay where they are. */
export function useReplace(): (path: Path, value: Json | undefined, intent: Intent) => void {
  const store = useDocumentStore();
  return useCallback(
    (path, value, intent) => {
      store.getState().perform({ do: "set", path, value }, intent);
    },
    [store],
  );
}
