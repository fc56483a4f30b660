import type { Call } from "../api/runs";
import { writeJson } from "../document/jsonText";

/** A word as a POSIX shell takes it, whatever is in it. */
export function quoted(word: string): string {
  return /^[A-Za-z0-9_@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

/** A line of the command line. */
export const commandOf = (...words: string[]): string => ["irisflow", ...words].map(quoted).join(" ");

/** The call as a line for `curl`; the token is that of the server's first line, in a variable. */
export function curlOf({ method, path, body, headers }: Call, origin: string = window.location.origin): string {
  const words = ["curl", "-sS", ...(method === "GET" ? [] : ["-X", method])];
  const line = [...words, quoted(`${origin}${path}`), '-H "Authorization: Bearer $IRISFLOW_TOKEN"'];
  for (const [name, value] of Object.entries(headers ?? {})) {
    line.push("-H", quoted(`${name}: ${value}`));
  }
  if (body !== undefined) {
    line.push("-H 'Content-Type: application/json'", "-d", quoted(writeJson(body)));
  }
  return line.join(" ");
}
