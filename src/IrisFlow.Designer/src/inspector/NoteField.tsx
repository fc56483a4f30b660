import { useDocumentStore } from "../document/useDocument";
import { useReadOnly } from "./surroundings";

/** A remark for readers: of a step, or of the workflow. */
export function NoteField({ step, note, pointer }: { step?: string; note: string; pointer: string }) {
  const store = useDocumentStore();
  const readOnly = useReadOnly();
  return (
    <div className="field" data-pointer={pointer}>
      <label className="field-name" htmlFor="note">
        Note
      </label>
      <textarea
        id="note"
        rows={Math.min(8, Math.max(2, note.split("\n").length))}
        value={note}
        readOnly={readOnly}
        placeholder="A remark for readers"
        onChange={(event) =>
          store.getState().perform({ do: "set-note", step, text: event.target.value }, { typing: pointer })
        }
      />
    </div>
  );
}
