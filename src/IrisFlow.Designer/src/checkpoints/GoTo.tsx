import { type FormEvent, useId, useState } from "react";
import type { Place } from "./moves";
import { count } from "./words";

// What a browser lists while somebody types; other names are found all the same.
const listed = 2000;

/** Two fields that lead to a column by its name, or a part of it, and to a row by its number. */
export function GoTo({
  names,
  total,
  isPlain,
  onGo,
}: {
  names: readonly string[];
  total: number;
  /** False where rows are filtered or in another order: their place is then not their number. */
  isPlain: boolean;
  onGo: (place: Partial<Place>) => void;
}) {
  const ids = useId();
  const [missing, setMissing] = useState("");

  function toColumn(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const asked = String(new FormData(event.currentTarget).get("column") ?? "");
    const index = columnOf(names, asked);
    setMissing(index < 0 && asked !== "" ? `No column is called ${asked}.` : "");
    if (index >= 0) {
      onGo({ column: index });
    }
  }

  function toRow(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const asked = Number(new FormData(event.currentTarget).get("row"));
    if (asked >= 1) {
      onGo({ row: asked - 1 });
    }
  }

  return (
    <>
      <form className="rows-goto" onSubmit={toColumn}>
        <label htmlFor={`${ids}-column`}>Column</label>
        <input
          id={`${ids}-column`}
          name="column"
          list={`${ids}-names`}
          className="rows-jump"
          placeholder="go to…"
          autoComplete="off"
          aria-invalid={missing !== ""}
          aria-describedby={`${ids}-missing`}
          onChange={() => setMissing("")}
        />
        <datalist id={`${ids}-names`}>
          {names.slice(0, listed).map((name) => (
            <option key={name} value={name} />
          ))}
        </datalist>
        <span id={`${ids}-missing`} role="status" className="rows-missing">
          {missing}
        </span>
      </form>
      <form className="rows-goto" onSubmit={toRow} noValidate>
        <label htmlFor={`${ids}-row`}>{isPlain ? "Row" : "Place"}</label>
        <input
          id={`${ids}-row`}
          name="row"
          className="rows-number"
          type="number"
          min={1}
          max={total}
          placeholder="go to…"
          title={`1 to ${count(total)}`}
        />
      </form>
    </>
  );
}

/** The place of the column that is meant: by its name, else the first that begins so, else the first that holds it; -1 where there is none. */
export function columnOf(names: readonly string[], asked: string): number {
  const lower = asked.toLowerCase();
  const exact = names.indexOf(asked);
  if (exact >= 0 || lower === "") {
    return exact;
  }

  const begins = names.findIndex((name) => name.toLowerCase().startsWith(lower));
  return begins >= 0 ? begins : names.findIndex((name) => name.toLowerCase().includes(lower));
}
