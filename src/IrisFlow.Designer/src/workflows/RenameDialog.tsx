import { type FormEvent, useState } from "react";
import { Dialog } from "../actions/Dialog";
import type { Finding } from "../api/client";
import type { WorkflowItem } from "../api/workflows";
import { announce } from "../app/announce";
import { FieldFindings } from "../forms/FieldFindings";
import "../forms/forms.css";
import { copyOf, create, findingsOf, remove } from "./creating";

/** Another name for a workflow: it is written under the new one first, then it goes under the old one, so nothing is ever lost. */
export function RenameDialog({
  item: { workflow, etag, hasDraft },
  onClose,
}: {
  item: WorkflowItem;
  onClose: () => void;
}) {
  const [name, setName] = useState(workflow);
  const [findings, setFindings] = useState<readonly Finding[]>([]);
  const [busy, setBusy] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setFindings(await renamed(workflow, etag, name));
    setBusy(false);
  };
  const renamed = async (from: string, state: string, to: string): Promise<readonly Finding[]> => {
    const found = await create(to, () => copyOf(to, from));
    if (found.length > 0) {
      return found;
    }
    try {
      await remove(from, state);
    } catch (problem) {
      return findingsOf(problem).map((one) => ({
        ...one,
        message: `It is written as ${to}, but ${from} is still there: ${one.message}`,
      }));
    }
    announce(`${from} is called ${to} now.`);
    onClose();
    return [];
  };
  return (
    <Dialog label={`Rename ${workflow}`} onClose={onClose}>
      <form className="dialog-form" onSubmit={submit}>
        <h2>Rename {workflow}</h2>
        <div className="field">
          <label htmlFor="rename-name" className="field-name">
            New name
          </label>
          <input
            id="rename-name"
            type="text"
            required
            value={name}
            aria-invalid={findings.length > 0 || undefined}
            aria-describedby="rename-findings"
            autoComplete="off"
            onChange={(event) => setName(event.target.value)}
          />
          <FieldFindings id="rename-findings" findings={findings} />
        </div>
        {hasDraft && (
          <p className="field-finding warning">It has edits that are not saved. Save or discard them first.</p>
        )}
        <p className="hint">
          Runs and history stay under the old name; what has been computed is reused all the same. Data files stay where
          they are, and the steps go on reading them there.
        </p>
        <footer>
          <button type="button" onClick={onClose}>
            Cancel
          </button>
          <button
            type="submit"
            className="primary"
            disabled={busy || hasDraft || name.trim() === "" || name === workflow}
          >
            Rename
          </button>
        </footer>
      </form>
    </Dialog>
  );
}
