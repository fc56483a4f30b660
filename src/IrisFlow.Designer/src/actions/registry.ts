import { useEffect } from "react";
import { create } from "zustand";
import { announce } from "../app/announce";
import type { Action } from "./action";

interface Registry {
  /** The actions that can be reached from where one is, in the order in which they came. */
  actions: readonly Action[];
  /** Which of the two dialogs that show them is open. */
  shown: "palette" | "keys" | null;
  show(shown: "palette" | "keys" | null): void;
}

/** All that can be done on the page that is shown. */
export const useRegistry = create<Registry>()((set) => ({
  actions: [],
  shown: null,
  show: (shown) => set({ shown }),
}));

/** Adds actions until the answer is called. Of two with the same id, the later one holds. */
export function register(actions: readonly Action[]): () => void {
  useRegistry.setState((registry) => ({ actions: [...registry.actions, ...actions] }));
  return () =>
    useRegistry.setState((registry) => ({ actions: registry.actions.filter((action) => !actions.includes(action)) }));
}

/** The actions of a component, there as long as it is. Pass the same list as long as it is the same. */
export function useActions(actions: readonly Action[]): void {
  useEffect(() => register(actions), [actions]);
}

/** The actions, each id once. */
export function allActions(): Action[] {
  return [...new Map(useRegistry.getState().actions.map((action) => [action.id, action])).values()];
}

/** The action of that id, if the page has it. */
export function findAction(id: string): Action | undefined {
  return useRegistry.getState().actions.findLast((action) => action.id === id);
}

/** Does it, or says why it can't be done. */
export function runAction(action: Action): void {
  const refused = action.refused?.();
  if (refused === undefined) {
    action.run();
  } else {
    announce(refused);
  }
}
