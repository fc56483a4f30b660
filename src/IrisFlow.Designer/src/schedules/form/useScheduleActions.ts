import { useMemo } from "react";
import { useNavigate } from "react-router";
import type { Action } from "../../actions/action";
import { useActions } from "../../actions/registry";
import { part } from "../../api/client";
import { member } from "../../document/json";
import { useDocumentStore } from "../../document/useDocument";
import { focusOn } from "../../findings/places";

/** What can be done to the schedule of the open workflow, for the command palette. */
export function useScheduleActions(): void {
  const store = useDocumentStore();
  const navigate = useNavigate();
  useActions(
    useMemo((): Action[] => {
      const saved = () => member(store.getState().saved.document.definition, "schedule");
      return [
        {
          id: "schedule.edit",
          label: "Add or change the schedule",
          section: "Schedules",
          run: () => {
            store.getState().select({});
            focusOn("/schedule/cron");
          },
        },
        {
          id: "schedule.ticks",
          label: "Show the ticks of its schedule",
          section: "Schedules",
          refused: () => (saved() === undefined ? "The saved workflow has no schedule." : undefined),
          run: () => navigate(`/schedules/${part(store.getState().workflow)}`),
        },
      ];
    }, [store, navigate]),
  );
}
