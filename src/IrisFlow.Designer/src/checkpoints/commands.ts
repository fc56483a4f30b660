import type { Checkpoint, MadeBy } from "./documents";

/** A word of a command line, in quotes where a shell would change it. */
export function word(text: string): string {
  return /^[A-Za-z0-9\-_=.,:/@%+]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

/** The command line that looks into the same checkpoint; null where no run of this workspace made it. */
export function dataCommand(place: MadeBy | undefined): string | null {
  return place === undefined ? null : `irisflow data ${place.run} ${word(`${place.step}.${place.port}`)}`;
}

/** The call that fetches the same file from anywhere. */
export function curlCommand(origin: string, checkpoint: Checkpoint): string {
  return `curl -H "Authorization: Bearer $IRISFLOW_TOKEN" -o ${checkpoint.digest.slice(0, 12)}.parquet ${origin}${downloadOf(checkpoint.digest, "parquet")}`;
}

/** The address of a checkpoint as a file. */
export function downloadOf(digest: string, format: "parquet" | "csv", forSpreadsheets = false): string {
  return `/api/checkpoints/${encodeURIComponent(digest)}/download?format=${format}${forSpreadsheets ? "&spreadsheet=true" : ""}`;
}
