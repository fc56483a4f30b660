import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Dialog } from "../actions/Dialog";
import { listVersions, readVersion, type Version } from "../api/workflows";
import { countOf, difference } from "../document/diff";
import { useDocument, useDocumentStore } from "../document/useDocument";
import { DiffList } from "./DiffList";
import { momentOf } from "./moment";

/** The wordings that the workflow had: what each differs in from the one on the screen, and the way back to it. */
export function HistoryDialog({ onClose }: { onClose: () => void }) {
  const store = useDocumentStore();
  const workflow = useDocument((open) => open.workflow);
  const mine = useDocument((open) => open.history.document.definition);
  const [picked, setPicked] = useState<string>();
  const versions = useInfiniteQuery({
    queryKey: ["workflow", workflow, "history"],
    queryFn: ({ pageParam, signal }) => listVersions(workflow, pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    staleTime: 0,
  });
  const items = versions.data?.pages.flatMap((page) => page.items) ?? [];
  const chosen = items.find((one) => one.version === picked) ?? items[0];
  const version = useQuery({
    queryKey: ["workflow", workflow, "version", chosen?.version],
    queryFn: ({ signal }) => readVersion(workflow, chosen?.version ?? "", signal),
    enabled: chosen !== undefined,
    structuralSharing: false,
  });
  const changes = version.data && difference(version.data.definition, mine);
  const restore = () => {
    if (version.data && chosen) {
      store
        .getState()
        .perform(
          { do: "replace-definition", definition: version.data.definition },
          { label: `restore the version of ${momentOf(chosen.at)}` },
        );
      onClose();
    }
  };
  return (
    <Dialog label={`History of ${workflow}`} className="dialog-wide" onClose={onClose}>
      <header className="dialog-head">
        <h2>History of {workflow}</h2>
      </header>
      <div className="dialog-body history">
        <ul aria-label="Versions">
          {items.map((one) => (
            <li key={one.version}>
              <button type="button" aria-pressed={one === chosen} onClick={() => setPicked(one.version)}>
                <VersionWords version={one} />
              </button>
            </li>
          ))}
          {versions.hasNextPage && (
            <li>
              <button type="button" onClick={() => void versions.fetchNextPage()}>
                Earlier ones
              </button>
            </li>
          )}
        </ul>
        <div>
          {versions.isSuccess && items.length === 0 && <p className="hint">It was neither saved here nor run yet.</p>}
          {(versions.error ?? version.error) && (
            <p className="field-finding error">{(versions.error ?? version.error)?.message}</p>
          )}
          {changes && (
            <>
              {countOf(changes) > 0 && <p className="hint">From this version to what is on the screen:</p>}
              <DiffList changes={changes} none="It says what is on the screen." />
            </>
          )}
        </div>
      </div>
      <footer className="dialog-foot">
        <span className="hint">Restoring is an edit: undo takes it back, and nothing is saved before you save.</span>
        <button type="button" onClick={onClose}>
          Close
        </button>
        <button
          type="button"
          className="primary"
          disabled={!changes || countOf(changes) + changes.moved.length === 0}
          onClick={restore}
        >
          Restore this version
        </button>
      </footer>
    </Dialog>
  );
}

function VersionWords({ version }: { version: Version }) {
  return (
    <>
      <strong>{momentOf(version.at)}</strong>
      <span className="hint">
        {version.by}
        {version.runs > 0 && `, ${version.runs} run${version.runs === 1 ? "" : "s"}`}
      </span>
    </>
  );
}
