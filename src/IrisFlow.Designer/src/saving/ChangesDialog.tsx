import { Dialog } from "../actions/Dialog";
import { countOf, difference } from "../document/diff";
import { useDocument } from "../document/useDocument";
import { DiffList } from "./DiffList";
import { useSaver } from "./useSaver";

/** What saving would change in the file. */
export function ChangesDialog({ onClose }: { onClose: () => void }) {
  const saver = useSaver();
  const saved = useDocument((open) => open.saved.document);
  const mine = useDocument((open) => open.history.document);
  const changes = difference(saved.definition, mine.definition, { before: saved.layout, after: mine.layout });
  return (
    <Dialog label="Changes since the file was saved" className="dialog-wide" onClose={onClose}>
      <header className="dialog-head">
        <h2>Changes since the file was saved</h2>
      </header>
      <div className="dialog-body">
        <DiffList changes={changes} none="The definition is as it was saved." />
      </div>
      <footer className="dialog-foot">
        <button
          type="button"
          disabled={countOf(changes) + changes.moved.length === 0}
          onClick={() => {
            saver.discard();
            onClose();
          }}
        >
          Discard them
        </button>
        <button type="button" onClick={onClose}>
          Close
        </button>
        <button
          type="button"
          className="primary"
          onClick={() => {
            void saver.save();
            onClose();
          }}
        >
          Save
        </button>
      </footer>
    </Dialog>
  );
}
