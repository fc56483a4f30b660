import type { ReactNode } from "react";
import { useDocument } from "../document/useDocument";
import { shownKeys } from "./action";
import { findAction, runAction, useRegistry } from "./registry";

/** A button that does an action; it says the keys, and why it can't be done. */
export function ActionButton({ id, children, className }: { id: string; children: ReactNode; className?: string }) {
  const action = useRegistry(() => findAction(id));
  // Whether it can be done follows from the open workflow: asked again whenever that changes.
  const refused = useDocument(() => action?.refused?.());
  if (!action) {
    return null;
  }

  const keys = action.keys?.[0];
  return (
    <button
      type="button"
      className={className}
      aria-label={action.label}
      aria-keyshortcuts={keys?.replace("Mod", "Control")}
      title={`${action.label}${keys ? `  ${shownKeys(keys)}` : ""}${refused === undefined ? "" : `\n${refused}`}`}
      disabled={refused !== undefined}
      onClick={() => runAction(action)}
    >
      {children}
    </button>
  );
}
