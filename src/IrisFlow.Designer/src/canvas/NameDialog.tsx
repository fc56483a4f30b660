import { useState } from "react";
import { Dialog } from "../actions/Dialog";
import { useCanvas } from "./canvasState";

interface Props {
  label: string;
  value: string;
  /** Why a name won't do; undefined when it does. */
  refuse: (name: string) => string | undefined;
  onName: (name: string) => void;
}

/** Asks for a name. */
export function NameDialog({ label, value, refuse, onName }: Props) {
  const [name, setName] = useState(value);
  const refused = name === value ? undefined : refuse(name);
  const close = () => useCanvas.getState().setOver(null);
  return (
    <Dialog label={label} onClose={close}>
      <form
        className="name-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (refused === undefined) {
            close();
            if (name !== value) {
              onName(name);
            }
          }
        }}
      >
        <label>
          {label}
          <input
            value={name}
            ref={selectOnce}
            aria-invalid={refused !== undefined}
            aria-describedby="name-refused"
            spellCheck={false}
            onChange={(event) => setName(event.target.value)}
          />
        </label>
        <p id="name-refused" className="refused" role="status">
          {refused}
        </p>
        <div className="name-buttons">
          <button type="button" onClick={close}>
            Cancel
          </button>
          <button type="submit" className="primary" disabled={refused !== undefined}>
            Rename
          </button>
        </div>
      </form>
    </Dialog>
  );
}

const seen = new WeakSet<HTMLInputElement>();

function selectOnce(field: HTMLInputElement | null): void {
  if (field && !seen.has(field)) {
    seen.add(field);
    field.focus();
    field.select();
  }
}
