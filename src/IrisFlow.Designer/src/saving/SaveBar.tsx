import { lazy, Suspense, useMemo, useState } from "react";
import type { Action } from "../actions/action";
import { useActions } from "../actions/registry";
import { announce } from "../app/announce";
import { isChanged } from "../document/store";
import { useDocument, useDocumentStore } from "../document/useDocument";
import { FindingsButton } from "../findings/FindingsButton";
import { useFindings } from "../findings/useFindings";
import { Banners } from "./Banners";
import { exportText } from "./exporting";
import "./saving.css";
import { useKeeping, useSaver, useSaving } from "./useSaver";

const ChangesDialog = lazy(async () => ({ default: (await import("./ChangesDialog")).ChangesDialog }));
const ConflictDialog = lazy(async () => ({ default: (await import("./ConflictDialog")).ConflictDialog }));
const MendDialog = lazy(async () => ({ default: (await import("./MendDialog")).MendDialog }));
const HistoryDialog = lazy(async () => ({ default: (await import("./HistoryDialog")).HistoryDialog }));

type Shown = "changes" | "history" | "conflict" | "mend" | null;

/** How the open workflow stands to its file: findings, changes, history, save. */
export function SaveBar() {
  useKeeping();
  useFindings();
  const [shown, show] = useState<Shown>(null);
  const store = useDocumentStore();
  const document = useDocument((open) => open.history.document);
  const saved = useDocument((open) => open.saved);
  // Compared when one of the two is another, not whenever anything happens.
  const changed = useMemo(() => document !== saved.document && isChanged(store.getState()), [store, document, saved]);
  const saving = useSaving((state) => state.saving);
  const draft = useSaving((state) => state.draft);
  const conflict = useSaving((state) => state.conflict);
  const broken = useSaving((state) => state.broken);
  const save = useSave(() => show("conflict"));
  useSaveActions(save, show);
  const close = () => show(null);
  const words = saving
    ? "Saving…"
    : !changed
      ? "Saved"
      : draft === "kept"
        ? "Not saved; draft kept"
        : draft === "failed"
          ? "Not saved; no draft either"
          : "Not saved";
  return (
    <div className="save-bar">
      <FindingsButton />
      <span
        className={`save-state${changed ? " changed" : ""}${draft === "failed" && changed ? " failed" : ""}`}
        role="status"
      >
        {words}
      </span>
      <button type="button" className="quiet" disabled={!changed} onClick={() => show("changes")}>
        Changes
      </button>
      <button type="button" className="quiet" onClick={() => show("history")}>
        History
      </button>
      <button
        type="button"
        className="primary"
        disabled={saving || broken !== undefined || (!changed && !conflict)}
        title="Ctrl S"
        onClick={save}
      >
        Save
      </button>
      <Banners onConflict={() => show("conflict")} onMend={() => show("mend")} />
      <Suspense>
        {shown === "changes" && <ChangesDialog onClose={close} />}
        {shown === "mend" && broken && <MendDialog broken={broken} onClose={close} />}
        {shown === "history" && <HistoryDialog onClose={close} />}
        {shown === "conflict" && conflict && <ConflictDialog conflict={conflict} onClose={close} />}
      </Suspense>
    </div>
  );
}

/** Saves and says so; opens the conflict where there is one. */
function useSave(onConflict: () => void): () => void {
  const saver = useSaver();
  return async () => {
    if (await saver.save()) {
      announce("Saved.");
    } else if (saver.state.getState().conflict) {
      onConflict();
    }
  };
}

function useSaveActions(save: () => void, show: (shown: Shown) => void): void {
  const store = useDocumentStore();
  const saver = useSaver();
  const actions = useMemo((): Action[] => {
    const unchanged = () => (isChanged(store.getState()) ? undefined : "Nothing was changed.");
    return [
      { id: "file.save", label: "Save the workflow", section: "File", keys: ["Mod+S"], run: save },
      {
        id: "file.changes",
        label: "Show the changes since the file was saved",
        section: "File",
        refused: unchanged,
        run: () => show("changes"),
      },
      {
        id: "file.discard",
        label: "Discard the changes",
        section: "File",
        refused: unchanged,
        run: () => saver.discard(),
      },
      { id: "file.history", label: "Show the history", section: "File", run: () => show("history") },
      {
        id: "file.export",
        label: "Export as a JSON file",
        section: "File",
        run: () => void exportText(store.getState()).catch((problem: unknown) => saver.tell(problem)),
      },
    ];
  }, [store, saver, save, show]);
  useActions(actions);
}
