import { createContext, type ReactNode, useContext } from "react";
import type { StoreApi } from "zustand";
import { useStore } from "zustand";
import { documentStore, type OpenWorkflow } from "./store";

const Open = createContext<StoreApi<OpenWorkflow> | null>(null);

/** What is inside works on this workflow. */
export function OpenDocument({ workflow, children }: { workflow: string; children: ReactNode }) {
  return <Open.Provider value={documentStore(workflow)}>{children}</Open.Provider>;
}

/** The store itself: for what is done when something happens, not for what is shown. */
export function useDocumentStore(): StoreApi<OpenWorkflow> {
  const store = useContext(Open);
  if (!store) {
    throw new Error("There is no open workflow around this component.");
  }

  return store;
}

/** A part of the open workflow; the component is drawn again when that part is another. */
export function useDocument<T>(select: (open: OpenWorkflow) => T): T {
  return useStore(useDocumentStore(), select);
}
