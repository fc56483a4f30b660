import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { get, part } from "../api/client";
import type { Asked } from "./blocks";
import type { Cell, Checkpoint, RowsPage } from "./documents";
import { Findings } from "./Findings";
import { quoted, sortOf } from "./names";
import { cell, count } from "./words";

/** One cell whole: texts that the grid cuts off are fetched for it. */
export function CellDialog({
  checkpoint,
  asked,
  row,
  column,
  value,
  onClose,
}: {
  checkpoint: Checkpoint;
  asked: Asked;
  row: number;
  column: string;
  value: Cell;
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
    enabled: typeof value === "string",
  });
  const shown = typeof value === "string" ? (whole.data?.rows[0]?.[0] ?? value) : value;
  return (
    <dialog ref={dialog} className="cell-dialog" aria-labelledby="cell-title" onClose={onClose}>
      <h2 id="cell-title">{column}</h2>
      <p className="soft">
        row {count((whole.data?.numbers[0] ?? row) + 1)}
        {typeof shown === "string" && ` · ${count(shown.length)} characters`}
      </p>
      {whole.error && <Findings error={whole.error} />}
      <pre tabIndex={0} className="cell-text">
        {shown === null ? "null" : cell(shown)}
      </pre>
      <button type="button" onClick={() => dialog.current?.close()}>
        Close
      </button>
    </dialog>
  );
}
