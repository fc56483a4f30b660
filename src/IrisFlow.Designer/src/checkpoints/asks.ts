import { keepPreviousData, useQueries, useQuery } from "@tanstack/react-query";
import { get, Problem, part } from "../api/client";
import { type Asked, addressOf, type Block, blockRows, placesOf } from "./blocks";
import type { Cell, Checkpoint, ColumnStatistics, RowsPage, Statistics, View } from "./documents";
import { quoted } from "./names";

// What has a digest for its name never changes.
const forever = { staleTime: Number.POSITIVE_INFINITY };

/** What a checkpoint is. */
export function useCheckpoint(digest: string | undefined) {
  return useQuery({
    ...forever,
    queryKey: ["checkpoint", digest],
    queryFn: ({ signal }) => get<Checkpoint>(`/api/checkpoints/${part(digest ?? "")}`, signal),
    enabled: digest !== undefined,
    retry: patient,
  });
}

/** What there is to look at beside the rows. */
export function useView(digest: string | undefined) {
  return useQuery({
    ...forever,
    queryKey: ["checkpoint", digest, "view"],
    queryFn: ({ signal }) => get<View>(`/api/checkpoints/${part(digest ?? "")}/view`, signal),
    enabled: digest !== undefined,
    retry: patient,
  });
}

/** The statistics of blocks of columns, from a sample where the checkpoint is large, and why there are none. */
export function useStatistics(digest: string, blocks: readonly number[]) {
  return useQueries({
    queries: blocks.map((block) => ({
      ...forever,
      queryKey: ["checkpoint", digest, "statistics", block],
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        get<Statistics>(
          `/api/checkpoints/${part(digest)}/statistics?${new URLSearchParams({ bins: "24", places: placesOf(block) })}`,
          signal,
        ),
      retry: patient,
    })),
    combine: (results) => {
      const found = new Map<string, ColumnStatistics>();
      for (const column of results.flatMap((r) => r.data?.columns ?? [])) {
        found.set(column.name, column);
      }

      return { of: (name: string) => found.get(name), problem: problemIn(results) };
    },
  });
}

/** The statistics of one column from all rows. Going to another column ends the work on the server, too. */
export function useColumn(digest: string, name: string | null) {
  return useQuery({
    ...forever,
    queryKey: ["checkpoint", digest, "column", name],
    queryFn: ({ signal }) =>
      get<Statistics>(
        `/api/checkpoints/${part(digest)}/statistics?${new URLSearchParams({ bins: "40", exact: "true", columns: quoted(name ?? "") })}`,
        signal,
      ),
    enabled: name !== null,
    retry: patient,
  });
}

/** How many rows there are, and what the server has to say of the filter; what was right before stays on screen meanwhile. */
export function useTotal(digest: string, asked: Asked) {
  return useQuery({
    ...forever,
    queryKey: blockKey(digest, { row: 0, column: 0 }, asked),
    queryFn: ({ signal }) => get<RowsPage>(addressOf(digest, { row: 0, column: 0 }, asked), signal),
    placeholderData: keepPreviousData,
    retry: patient,
  });
}

/** The cells of the blocks on screen, and why some will not come. A block that has not come yet has no cells. */
export function useCells(digest: string, blocks: readonly Block[], asked: Asked) {
  return useQueries({
    queries: blocks.map((block) => ({
      ...forever,
      // A screen that was scrolled past is not worth keeping long: a million rows would be.
      gcTime: 30_000,
      queryKey: blockKey(digest, block, asked),
      queryFn: ({ signal }: { signal: AbortSignal }) => get<RowsPage>(addressOf(digest, block, asked), signal),
      retry: patient,
    })),
    combine: (results) => {
      const found = new Map(blocks.map((block, i) => [`${block.row} ${block.column}`, results[i]?.data]));
      return {
        problem: problemIn(results),
        at: (row: number, column: number, perColumn: number): Cell | undefined =>
          found.get(`${Math.floor(row / blockRows)} ${Math.floor(column / perColumn)}`)?.rows[row % blockRows]?.[
            column % perColumn
          ],
        numberAt: (row: number): number | undefined => {
          const block = blocks.find((b) => b.row === Math.floor(row / blockRows));
          return block && found.get(`${block.row} ${block.column}`)?.numbers[row % blockRows];
        },
      };
    },
  });
}

function blockKey(digest: string, block: Block, asked: Asked) {
  return ["checkpoint", digest, "rows", asked.order, asked.filter.trim(), block.row, block.column];
}

function problemIn(results: readonly { error: Error | null }[]): Error | null {
  return results.find((result) => result.error !== null)?.error ?? null;
}

// A damaged checkpoint is a 500 that says what to do: asking again changes nothing.
function patient(failures: number, error: Error): boolean {
  return !(error instanceof Problem && error.findings.length > 0) && failures < 5;
}
