import { useEffect, useMemo } from "react";
import { create } from "zustand";
import type { Action } from "../actions/action";
import { useActions } from "../actions/registry";
import type { Finding } from "../api/client";
import { listen } from "../api/events";
import { announce } from "../app/announce";
import { useDocumentStore } from "../document/useDocument";
import { Checker } from "./Checker";
import { focusOn, inOrder, stepOfFinding, useFocus, walk } from "./places";

/** Why the findings shown may be old; undefined when they are not. */
export const useCheckTrouble = create<{ trouble?: string }>()(() => ({}));

/** Keeps the findings of the open workflow up to date, and adds the actions that walk through them. */
export function useFindings(): void {
  const store = useDocumentStore();
  const go = useGoTo();

  useEffect(() => {
    const checker = new Checker(store, (trouble) => useCheckTrouble.setState({ trouble }));
    const stop = checker.start();
    const unlisten = [listen("activities", () => checker.again()), listen("gap", () => checker.again())];
    return () => {
      stop();
      for (const end of unlisten) {
        end();
      }
      useFocus.setState({ current: undefined });
    };
  }, [store]);

  const actions = useMemo((): Action[] => {
    const step = (by: 1 | -1) => () => {
      const found = walk(inOrder(store.getState().findings), useFocus.getState().current, by);
      if (found) {
        go(found);
      }
    };
    const refused = () =>
      store.getState().findings.length === 0 ? "There is nothing to go to: the check found nothing." : undefined;
    return [
      {
        id: "findings.next",
        label: "Go to the next finding",
        section: "Findings",
        keys: ["F8"],
        refused,
        run: step(1),
      },
      {
        id: "findings.previous",
        label: "Go to the finding before",
        section: "Findings",
        keys: ["Shift+F8"],
        refused,
        run: step(-1),
      },
      {
        id: "findings.panel",
        label: "Show or hide the list of findings",
        section: "Findings",
        run: () => useFocus.setState((before) => ({ panel: !before.panel })),
      },
    ];
  }, [store, go]);
  useActions(actions);
}

/** Goes to a finding: its step is picked, its field has the focus, and it is read out. */
export function useGoTo(): (finding: Finding) => void {
  const store = useDocumentStore();
  return useMemo(
    () => (finding) => {
      const step = stepOfFinding(finding);
      store.getState().select(step === undefined ? {} : { steps: [step] });
      useFocus.setState({ current: finding });
      focusOn(finding.pointer ?? (step === undefined ? "/" : `/steps/${step}`));
      announce([step, finding.message, finding.expected].filter(Boolean).join(": "));
    },
    [store],
  );
}

/** Brings the step of the finding that one goes to into view. */
export function useRevealed(show: (step: string) => void): void {
  const current = useFocus((focus) => focus.current);
  useEffect(() => {
    const step = current && stepOfFinding(current);
    if (step !== undefined) {
      show(step);
    }
  }, [current, show]);
}
