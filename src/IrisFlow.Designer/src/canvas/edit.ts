import type { StoreApi } from "zustand";
import { announce } from "../app/announce";
import type { Command } from "../document/commands";
import type { Intent } from "../document/history";
import { isReadOnly, type OpenWorkflow } from "../document/store";

/** Why nothing can be edited: what could not be saved is not begun. */
export const locked = (open: OpenWorkflow) =>
  isReadOnly(open)
    ? "C# defines this workflow. To change it, change the C#, or copy it in the list of workflows."
    : undefined;

/** Does what was meant on the canvas, as one entry of the history; where nothing can be edited, says why. */
export function edit(store: StoreApi<OpenWorkflow>, commands: Command | readonly Command[], intent?: Intent): boolean {
  const open = store.getState();
  const refused = locked(open);
  if (refused !== undefined) {
    announce(refused);
    return false;
  }

  return open.perform(commands, intent);
}
