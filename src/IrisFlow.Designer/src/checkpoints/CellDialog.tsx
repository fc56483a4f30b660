import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { get, part } from "../api/client";
import type { Asked } from "./blocks";
import type { Checkpoint, RowsPage } from "./documents";
import { Findings } from "./Findings";
import { quoted, sortOf } from "./names";
import { cell, count } from "./words";
import "./dialog.css";

/** One cell whole: the grid may have cut it off, or not have it yet. */
export function CellDialog({
  checkpoint,
  asked,
  row,
  column,
  onClose,
}: {
  checkpoint: Checkpoint;
  asked: Asked;
  /** The place in what is shown. */
  row: number;
  column: string;
  onClose: () => void;
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  const whole = useQuery({
    queryKey: ["checkpoint", checkpoint.digest, "cell", asked.order, asked.filter, row, column],
    queryFn: ({ signal }) => {
      const query = new URLSearchParams({
        offset: String(row),
        limit: "1",
        columns: quoted(column),
        sort: sortOf(asked.order),
        filter: asked.filter,
        whole: "true",
      });
      return get<RowsPage>(`/api/checkpoints/${part(checkpoint.digest)}/rows?${query}`, signal);
    },
    staleTime: Number.POSITIVE_INFINITY,
  });
  const value = whole.data?.rows[0]?.[0];
  return (
    <dialog ref={dialog} className="cell-dialog" aria-labelledby="cell-title" onClose={onClose}>
      <h2 id="cell-title">{column}</h2>
      <p className="soft" role="status">
        {whole.data
          ? `row ${count((whole.data.numbers[0] ?? row) + 1)}${typeof value === "string" ? ` · ${count([...value].length)} characters` : ""}`
          : whole.isFetching && "Reading…"}
      </p>
      {whole.error && <Findings error={whole.error} />}
      {whole.data && (
        <pre tabIndex={0} className={value === null ? "cell-text grid-null" : "cell-text"}>
          {value === null ? "null" : cell(value)}
        </pre>
      )}
      <button type="button" onClick={() => dialog.current?.close()}>
        Close
      </button>
    </dialog>
  );
}
