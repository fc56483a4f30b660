import { useState } from "react";
import { Dialog } from "../actions/Dialog";
import type { Finding } from "../api/client";
import { readWorkflow, type WorkflowItem } from "../api/workflows";
import { announce } from "../app/announce";
import { FieldFindings } from "../forms/FieldFindings";
import { download } from "../saving/exporting";
import { findingsOf, remove } from "./creating";
import { RenameDialog } from "./RenameDialog";

/** What can be done to a workflow in the list: copy, rename, export, delete. */
export function WorkflowMenu({ item, onCopy }: { item: WorkflowItem; onCopy: () => void }) {
  const { workflow, inCode } = item;
  const [asked, ask] = useState<"rename" | "delete">();
  const [findings, setFindings] = useState<readonly Finding[]>([]);
  const close = () => ask(undefined);
  const exportFile = async () => {
    try {
      setFindings([]);
      download(`${workflow}.flow.json`, (await readWorkflow(workflow)).body.text);
    } catch (problem) {
      setFindings(findingsOf(problem));
    }
  };
  const button = (label: string, onClick: () => void, more = "") => (
    <button type="button" className="quiet" aria-label={`${label} ${workflow}`} onClick={onClick}>
      {label}
      {more}
    </button>
  );
  const ofFile = (label: string, of: "rename" | "delete") => (
    <button
      type="button"
      className="quiet"
      aria-label={`${label} ${workflow}`}
      disabled={inCode}
      title={inCode ? "C# defines it" : undefined}
      onClick={() => ask(of)}
    >
      {label}…
    </button>
  );
  return (
    <>
      <span className="row-actions">
        {button("Copy", onCopy, "…")}
        {ofFile("Rename", "rename")}
        {button("Export", () => void exportFile())}
        {ofFile("Delete", "delete")}
      </span>
      <div role="status">
        <FieldFindings findings={findings} />
      </div>
      {asked === "rename" && <RenameDialog item={item} onClose={close} />}
      {asked === "delete" && <DeleteDialog item={item} onClose={close} />}
    </>
  );
}

function DeleteDialog({ item: { workflow, etag }, onClose }: { item: WorkflowItem; onClose: () => void }) {
  const [findings, setFindings] = useState<readonly Finding[]>([]);
  const submit = async () => {
    try {
      await remove(workflow, etag);
      announce(`${workflow} is deleted.`);
      onClose();
    } catch (problem) {
      setFindings(findingsOf(problem));
    }
  };
  return (
    <Dialog label={`Delete ${workflow}`} onClose={onClose}>
      <div className="dialog-form">
        <h2>Delete {workflow}?</h2>
        <p>Its file and its draft go. Its runs, their checkpoints and its history stay.</p>
        <FieldFindings findings={findings} />
        <footer>
          <button type="button" onClick={onClose}>
            Keep it
          </button>
          <button type="button" className="primary" onClick={() => void submit()}>
            Delete
          </button>
        </footer>
      </div>
    </Dialog>
  );
}
