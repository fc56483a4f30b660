import { lazy, Suspense, useMemo } from "react";
import { useNavigate } from "react-router";
import type { Action } from "./action";
import { useActions, useRegistry } from "./registry";
import { useShortcuts } from "./shortcuts";

const CommandPalette = lazy(async () => ({ default: (await import("./CommandPalette")).CommandPalette }));
const KeyMap = lazy(async () => ({ default: (await import("./KeyMap")).KeyMap }));

/** Keys, the command palette and the key map, on every page; and the actions that every page has. */
export function Commands() {
  const navigate = useNavigate();
  const shown = useRegistry((registry) => registry.shown);
  const show = useRegistry((registry) => registry.show);
  const actions = useMemo<Action[]>(
    () => [
      {
        id: "app.commands",
        label: "Show all commands",
        section: "Everywhere",
        keys: ["Mod+K", "Mod+Shift+P"],
        run: () => show("palette"),
      },
      { id: "app.keys", label: "Show all keys", section: "Everywhere", keys: ["?"], run: () => show("keys") },
      { id: "app.workflows", label: "Go to the workflows", section: "Everywhere", run: () => navigate("/") },
      { id: "app.runs", label: "Go to the runs", section: "Everywhere", run: () => navigate("/runs") },
      { id: "app.schedules", label: "Go to the schedules", section: "Everywhere", run: () => navigate("/schedules") },
      { id: "app.settings", label: "Go to the settings", section: "Everywhere", run: () => navigate("/settings") },
    ],
    [navigate, show],
  );
  useActions(actions);
  useShortcuts();
  return (
    <Suspense>
      {shown === "palette" && <CommandPalette />}
      {shown === "keys" && <KeyMap />}
    </Suspense>
  );
}
