import { type CsvCell, csvOf, save } from "./csv";

interface Props {
  /** What it is, in words. */
  title: string;
  /** The file's name without its end. */
  file: string;
  columns: readonly string[];
  /** Asked for when the file is wanted: a large table is not put together for nothing. */
  rows: () => readonly (readonly CsvCell[])[];
}

/** Saves what a picture or a table shows as a CSV file. */
export function SaveCsv({ title, file, columns, rows }: Props) {
  return (
    <button
      type="button"
      className="quiet"
      aria-label={`Save ${title} as CSV`}
      onClick={() => save(`${file}.csv`, csvOf(columns, rows()))}
    >
      CSV
    </button>
  );
}
