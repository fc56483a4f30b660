import { type FormEvent, useState } from "react";
import { useNavigate } from "react-router";
import { Dialog } from "../actions/Dialog";
import type { Finding } from "../api/client";
import { type JsonObject, textIn } from "../document/json";
import { FieldFindings } from "../forms/FieldFindings";
import "../forms/forms.css";
import { readText } from "../inspector/jsonText";
import { create, named } from "./creating";

/** A workflow from a file of one's own machine. Nothing that is there already is replaced. */
export function ImportDialog({ onClose }: { onClose: () => void }) {
  const navigate = useNavigate();
  const [definition, setDefinition] = useState<JsonObject>();
  const [name, setName] = useState("");
  const [findings, setFindings] = useState<readonly Finding[]>([]);
  const take = async (file: File | undefined) => {
    setDefinition(undefined);
    setFindings([]);
    if (file) {
      const read = readText(await file.text());
      if ("wrong" in read) {
        setFindings([{ rule: "", severity: "error", message: `${file.name}: ${read.wrong}` }]);
      } else {
        setDefinition(read.value);
        setName(textIn(read.value, "workflow") ?? file.name.replace(/(\.flow)?\.json$/, ""));
      }
    }
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (definition) {
      const found = await create(name, async () => ({ definition: named(definition, name), layout: {} }));
      setFindings(found);
      if (found.length === 0) {
        navigate(`/workflows/${encodeURIComponent(name)}`);
      }
    }
  };
  return (
    <Dialog label="Import a workflow" onClose={onClose}>
      <form className="dialog-form" onSubmit={submit}>
        <h2>Import a workflow</h2>
        <div className="field">
          <label htmlFor="import-file" className="field-name">
            File (JSON)
          </label>
          <input
            id="import-file"
            type="file"
            accept=".json,application/json"
            onChange={(event) => void take(event.target.files?.[0])}
          />
        </div>
        {definition && (
          <div className="field">
            <label htmlFor="import-name" className="field-name">
              Name
            </label>
            <input
              id="import-name"
              type="text"
              required
              value={name}
              autoComplete="off"
              onChange={(event) => setName(event.target.value)}
            />
          </div>
        )}
        <FieldFindings findings={findings} placed />
        <footer>
          <button type="button" onClick={onClose}>
            Cancel
          </button>
          <button type="submit" className="primary" disabled={!definition || name === ""}>
            Import
          </button>
        </footer>
      </form>
    </Dialog>
  );
}
