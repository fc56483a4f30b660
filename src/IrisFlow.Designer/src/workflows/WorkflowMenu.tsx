import { useState } from "react";
import { Dialog } from "../actions/Dialog";
import { queries } from "../api/queries";
import { deleteWorkflow, readWorkflow, type WorkflowItem } from "../api/workflows";
import { announce } from "../app/announce";
import { closeDocument } from "../document/store";
import { download } from "../saving/exporting";

/** What can be done to a workflow in the list: copy, export, delete. */
export function WorkflowMenu({ item, onCopy }: { item: WorkflowItem; onCopy: () => void }) {
  const [asking, ask] = useState(false);
  const exportFile = async () => download(`${item.workflow}.flow.json`, (await readWorkflow(item.workflow)).body.text);
  const remove = async () => {
    await deleteWorkflow(item.workflow, item.etag);
    closeDocument(item.workflow);
    queries.removeQueries({ queryKey: ["workflow", item.workflow] });
    await queries.invalidateQueries({ queryKey: ["workflows"] });
    announce(`${item.workflow} is deleted.`);
  };
  const trying = (work: () => Promise<void>) => () => {
    ask(false);
    work().catch((problem: unknown) => announce(problem instanceof Error ? problem.message : String(problem)));
  };
  return (
    <span className="row-actions">
      <button type="button" className="quiet" aria-label={`Copy ${item.workflow}`} onClick={onCopy}>
        Copy…
      </button>
      <button type="button" className="quiet" aria-label={`Export ${item.workflow}`} onClick={trying(exportFile)}>
        Export
      </button>
      <button
        type="button"
        className="quiet"
        aria-label={`Delete ${item.workflow}`}
        disabled={item.inCode}
        title={item.inCode ? "C# defines it" : undefined}
        onClick={() => ask(true)}
      >
        Delete…
      </button>
      {asking && (
        <Dialog label={`Delete ${item.workflow}`} onClose={() => ask(false)}>
          <div className="dialog-form">
            <h2>Delete {item.workflow}?</h2>
            <p>Its file and its draft go. Its runs, their checkpoints and its history stay.</p>
            <footer>
              <button type="button" onClick={() => ask(false)}>
                Keep it
              </button>
              <button type="button" className="primary" onClick={trying(remove)}>
                Delete
              </button>
            </footer>
          </div>
        </Dialog>
      )}
    </span>
  );
}
