import { type FormEvent, useState } from "react";
import { useNavigate } from "react-router";
import { Dialog } from "../actions/Dialog";
import type { Finding } from "../api/client";
import { emptyDocument } from "../document/document";
import { FieldFindings } from "../forms/FieldFindings";
import "../forms/forms.css";
import { copyOf, create } from "./creating";

interface Props {
  /** What to copy at first. */
  of?: string;
  workflows: readonly string[];
  onClose: () => void;
}

/** A new workflow, from nothing or from a copy. What its name may be, the server says. */
export function NewWorkflowDialog({ of, workflows, onClose }: Props) {
  const navigate = useNavigate();
  const [name, setName] = useState(of ? `${of}-2` : "");
  const [source, setSource] = useState(of ?? "");
  const [findings, setFindings] = useState<readonly Finding[]>([]);
  const [busy, setBusy] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    const found = await create(name, async () => (source === "" ? emptyDocument(name) : copyOf(name, source)));
    setBusy(false);
    setFindings(found);
    if (found.length === 0) {
      navigate(`/workflows/${encodeURIComponent(name)}`);
    }
  };
  return (
    <Dialog label="New workflow" onClose={onClose}>
      <form className="dialog-form" onSubmit={submit}>
        <h2>New workflow</h2>
        <div className="field">
          <label htmlFor="new-name" className="field-name">
            Name
          </label>
          <input
            id="new-name"
            type="text"
            required
            value={name}
            aria-invalid={findings.length > 0 || undefined}
            aria-describedby="new-findings"
            placeholder="customer-churn"
            autoComplete="off"
            onChange={(event) => setName(event.target.value)}
          />
          <FieldFindings id="new-findings" findings={findings} />
        </div>
        <div className="field">
          <label htmlFor="new-source" className="field-name">
            Begin with
          </label>
          <select id="new-source" value={source} onChange={(event) => setSource(event.target.value)}>
            <option value="">an empty canvas</option>
            {workflows.map((workflow) => (
              <option key={workflow} value={workflow}>
                a copy of {workflow}
              </option>
            ))}
          </select>
        </div>
        <footer>
          <button type="button" onClick={onClose}>
            Cancel
          </button>
          <button type="submit" className="primary" disabled={busy || name === ""}>
            Create
          </button>
        </footer>
      </form>
    </Dialog>
  );
}
