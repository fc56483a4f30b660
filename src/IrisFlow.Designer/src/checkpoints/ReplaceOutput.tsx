import { type DragEvent, useEffect, useId, useRef, useState } from "react";
import type { Finding } from "../api/client";
import type { UploadAnswer } from "./documents";
import { Findings } from "./Findings";
import { check, upload } from "./upload";
import { bytes, columnsOf, rowsOf } from "./words";
import "./dialog.css";
import "./replace.css";

type Stage =
  | { name: "choose" }
  | { name: "sending"; file: File; share: number }
  | { name: "checking"; file: File }
  | { name: "checked"; file: File; answer: UploadAnswer; findings: Finding[] }
  | { name: "refused"; file: File | null; error: Error };

/** A dialog that puts a file in the place of an output: it is sent, held against the port column by column, and handed on as the `with` of a request for a run. */
export function ReplaceOutput({
  workflow,
  address,
  onReplace,
  onClose,
}: {
  workflow: string;
  /** `step.port`. */
  address: string;
  onReplace: (source: Record<string, string>) => void;
  onClose: () => void;
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  const work = useRef(new AbortController());
  const [stage, setStage] = useState<Stage>({ name: "choose" });
  const [isOver, setIsOver] = useState(false);
  const ids = useId();

  useEffect(() => {
    const { current } = dialog;
    if (current && !current.open) {
      current.showModal();
    }

    return () => work.current.abort();
  }, []);

  async function take(file: File | undefined) {
    if (file === undefined) {
      return;
    }

    work.current.abort();
    const own = new AbortController();
    work.current = own;
    try {
      setStage({ name: "sending", file, share: 0 });
      const answer = await upload(
        file,
        (share) => own.signal.aborted || setStage({ name: "sending", file, share }),
        own.signal,
      );
      setStage({ name: "checking", file });
      const findings = await check(answer.upload, workflow, address, own.signal);
      setStage({ name: "checked", file, answer, findings: [...answer.findings, ...findings] });
    } catch (error) {
      if (!own.signal.aborted) {
        setStage({ name: "refused", file, error: error instanceof Error ? error : new Error(String(error)) });
      }
    }
  }

  function onDrop(event: DragEvent) {
    event.preventDefault();
    setIsOver(false);
    void take(event.dataTransfer.files[0]);
  }

  const fits = stage.name === "checked" && !stage.findings.some((f) => f.severity === "error");
  return (
    <dialog ref={dialog} className="cell-dialog" aria-labelledby={`${ids}-title`} onClose={onClose}>
      <h2 id={`${ids}-title`}>Replace {address}</h2>
      <p className="soft">
        A CSV or Parquet file takes the place of this output in the next run. What was computed stays as it is.
      </p>
      <div
        className={isOver ? "drop drop-over" : "drop"}
        onDragOver={(event) => {
          event.preventDefault();
          setIsOver(true);
        }}
        onDragLeave={() => setIsOver(false)}
        onDrop={onDrop}
      >
        <label htmlFor={`${ids}-file`}>Drop a file here, or choose one</label>
        <input
          id={`${ids}-file`}
          type="file"
          accept=".csv,.tsv,.csv.gz,.tsv.gz,.parquet"
          onChange={(event) => void take(event.target.files?.[0])}
        />
      </div>
      <div role="status">
        {stage.name === "sending" && (
          <>
            <p>
              Sending {stage.file.name} ({bytes(stage.file.size)})
            </p>
            <progress value={stage.share} max={1} aria-label="Sent" />
          </>
        )}
        {stage.name === "checking" && <p>Looking at its columns…</p>}
        {stage.name === "checked" && (
          <p>
            {stage.file.name}: {rowsOf(stage.answer.rows)}, {columnsOf(stage.answer.columns.length)}.{" "}
            {fits
              ? stage.findings.length === 0
                ? "It fits."
                : "It fits, with remarks."
              : "It does not fit this output."}
          </p>
        )}
      </div>
      {stage.name === "checked" && stage.findings.length > 0 && (
        <ul className="schema-findings" aria-label="Findings">
          {stage.findings.map((finding) => (
            <li key={`${finding.rule} ${finding.tableColumn} ${finding.message}`} className={finding.severity}>
              <strong>{finding.rule}</strong> {finding.message} {finding.expected}
            </li>
          ))}
        </ul>
      )}
      {stage.name === "refused" && <Findings error={stage.error} />}
      <p className="dialog-buttons">
        <button type="button" onClick={() => dialog.current?.close()}>
          Cancel
        </button>
        <button
          type="button"
          className="primary"
          disabled={!fits}
          onClick={() => {
            if (stage.name === "checked") {
              onReplace({ [address]: `upload:${stage.answer.upload}` });
            }
          }}
        >
          Use this file
        </button>
      </p>
    </dialog>
  );
}
