import type { Finding } from "../api/client";

/** The filter with the word marked that a finding is about. */
export function FilterPlace({ filter, finding }: { filter: string; finding: Finding }) {
  const place = placeIn(filter, finding.column);
  return place === null ? null : (
    <code className="filter-place">
      {filter.slice(0, place.from)}
      <mark>{filter.slice(place.from, place.to) || " "}</mark>
      {filter.slice(place.to)}
    </code>
  );
}

/** Where the word begins and ends that the server means: it counts bytes, from 1. */
export function placeIn(filter: string, column: number | undefined): { from: number; to: number } | null {
  if (column === undefined) {
    return null;
  }

  const from = new TextDecoder().decode(new TextEncoder().encode(filter).subarray(0, column - 1)).length;
  const word = /^([\p{L}\p{N}_.]+|\S)/u.exec(filter.slice(from))?.[0] ?? "";
  return { from, to: from + word.length };
}
