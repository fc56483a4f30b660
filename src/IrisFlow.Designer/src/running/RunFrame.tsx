import { type ReactNode, useEffect, useRef } from "react";
import { Dialog } from "../actions/Dialog";
import type { Call } from "../api/runs";
import { CopyAs } from "./CopyAs";
import "./running.css";

interface Props {
  label: string;
  title?: string;
  onClose: () => void;
  isBusy?: boolean;
  /** What it does, to be typed elsewhere. */
  command?: string;
  call?: Call;
  buttons?: ReactNode;
  children: ReactNode;
}

/** A dialog about a run: its title and the way out above, what there is to say, and below it the lines to copy and the buttons. */
export function RunFrame({ label, title = label, onClose, isBusy = false, command, call, buttons, children }: Props) {
  const foot = useRef<HTMLElement>(null);
  const body = useRef<HTMLDivElement>(null);
  // What one most likely wants is what Enter does; the browser would begin at the button that closes.
  useEffect(() => {
    const first =
      foot.current?.querySelector<HTMLElement>("button.primary:enabled") ??
      body.current?.querySelector<HTMLElement>(":scope > :not(details) input");
    first?.focus();
  }, []);
  return (
    <Dialog label={label} className="run-dialog" onClose={onClose}>
      <header className="run-dialog-head">
        <h2>{title}</h2>
        <button type="button" className="quiet" onClick={onClose} aria-label="Close">
          ✕
        </button>
      </header>
      <div ref={body} className="run-dialog-body" aria-busy={isBusy}>
        {children}
      </div>
      <footer ref={foot} className="run-dialog-foot">
        <CopyAs command={command} call={call} show />
        <div className="run-dialog-buttons">{buttons}</div>
      </footer>
    </Dialog>
  );
}
