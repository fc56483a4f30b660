import { type ReactNode, useLayoutEffect, useRef } from "react";
import "./dialog.css";

interface Props {
  /** What it is called, for those who hear the page. */
  label: string;
  /** Shown at the place of a click instead of the middle of the page. */
  at?: { x: number; y: number };
  className?: string;
  onClose: () => void;
  children: ReactNode;
}

/** A modal dialog of the browser's own: it keeps the focus, and gives it back. Escape and a click beside it close it. */
export function Dialog({ label, at, className, onClose, children }: Props) {
  const element = useRef<HTMLDialogElement>(null);
  // Closed while it is still in the page, it gives the focus back.
  useLayoutEffect(() => {
    const dialog = element.current;
    dialog?.showModal();
    return () => dialog?.close();
  }, []);
  return (
    <dialog
      ref={element}
      aria-label={label}
      className={`dialog ${at ? "dialog-at" : ""} ${className ?? ""}`}
      style={at && { left: at.x, top: at.y }}
      onClose={onClose}
      onClick={(event) => event.target === element.current && onClose()}
    >
      <div className="dialog-inside">{children}</div>
    </dialog>
  );
}
