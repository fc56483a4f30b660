import { useEffect } from "react";
import { type StoreApi, useStore } from "zustand";
import { connect, listen } from "../api/events";
import type { OpenWorkflow } from "../document/store";
import { useDocument, useDocumentStore } from "../document/useDocument";
import { Saver } from "./Saver";
import type { Saving } from "./state";

const savers = new WeakMap<StoreApi<OpenWorkflow>, Saver>();

/** The saver of the open workflow: one as long as the workflow is open. */
export function useSaver(): Saver {
  const store = useDocumentStore();
  const saver = savers.get(store) ?? new Saver(store);
  savers.set(store, saver);
  return saver;
}

/** A part of how saving stands. */
export function useSaving<T>(select: (saving: Saving) => T): T {
  return useStore(useSaver().state, select);
}

/** Keeps drafts, watches the file, and asks before the tab is closed with edits that no draft holds yet. */
export function useKeeping(): void {
  const saver = useSaver();
  const workflow = useDocument((open) => open.workflow);
  const loaded = useDocument((open) => open.loaded);

  useEffect(() => {
    if (!loaded) {
      return;
    }
    const stop = saver.start();
    const disconnect = connect();
    const told = (problem: unknown) => saver.tell(problem);
    const look = () => void saver.open().catch(told);
    const unlisten = [
      listen("workflow", (event) => event.workflow === workflow && void saver.changedOutside(event.etag).catch(told)),
      listen("gap", look),
    ];
    look();
    const beforeUnload = (event: BeforeUnloadEvent) => {
      if (saver.isUnsafe) {
        event.preventDefault();
      }
    };
    const hidden = () => document.visibilityState === "hidden" && void saver.flush();
    window.addEventListener("beforeunload", beforeUnload);
    document.addEventListener("visibilitychange", hidden);
    return () => {
      void saver.flush();
      stop();
      disconnect();
      for (const end of unlisten) {
        end();
      }
      window.removeEventListener("beforeunload", beforeUnload);
      document.removeEventListener("visibilitychange", hidden);
    };
  }, [saver, workflow, loaded]);
}
