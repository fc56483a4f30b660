/** What stands in a field; nothing where there is none. */
export type CsvCell = null | undefined | boolean | number | bigint | string;

/** Rows as CSV (RFC 4180), as the server writes it: a field stands in quotes where it has to. */
export function csvOf(columns: readonly string[], rows: readonly (readonly CsvCell[])[]): string {
  return [columns, ...rows].map((row) => `${row.map(field).join(",")}\n`).join("");
}

function field(value: CsvCell): string {
  const text = value === null || value === undefined ? "" : Object.is(value, -0) ? "-0" : String(value);
  // An empty text in quotes: without them it is a missing value.
  return value === "" || /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Offers a text as a file. */
export function save(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}
