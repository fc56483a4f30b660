import { keepPreviousData, useQueries, useQuery } from "@tanstack/react-query";
import { get, Problem, part } from "../api/client";
import { type Asked, addressOf, type Block, blockRows, columnsOf } from "./blocks";
import type { Cell, Checkpoint, ColumnStatistics, RowsPage, RunOfCheckpoint, Statistics, View } from "./documents";
import { listOf } from "./names";

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

/** The run that a checkpoint is looked at in. */
export function useRun(run: string | undefined) {
  return useQuery({
    queryKey: ["run", run],
    queryFn: ({ signal }) => get<RunOfCheckpoint>(`/api/runs/${part(run ?? "")}`, signal),
    enabled: run !== undefined,
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

/** The statistics of a block of columns, from a sample where the checkpoint is large. */
export function useStatistics(digest: string, names: readonly string[], blocks: readonly number[]) {
  return useQueries({
    queries: blocks.map((block) => ({
      ...forever,
      queryKey: ["checkpoint", digest, "statistics", block],
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        get<Statistics>(
          `/api/checkpoints/${part(digest)}/statistics?${new URLSearchParams({ bins: "24", columns: listOf(columnsOf(names, block)) })}`,
          signal,
        ),
      retry: patient,
    })),
    combine: (results) => {
      const found = new Map<string, ColumnStatistics>();
      for (const column of results.flatMap((r) => r.data?.columns ?? [])) {
        found.set(column.name, column);
      }

      return found;
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
        `/api/checkpoints/${part(digest)}/statistics?${new URLSearchParams({ bins: "40", exact: "true", columns: listOf([name ?? ""]) })}`,
        signal,
      ),
    enabled: name !== null,
    retry: patient,
  });
}

/** How many rows there are, and what the server has to say of the filter; what was right before stays on screen meanwhile. */
export function useTotal(digest: string, names: readonly string[], asked: Asked) {
  return useQuery({
    ...forever,
    queryKey: blockKey(digest, { row: 0, column: 0 }, asked),
    queryFn: ({ signal }) => get<RowsPage>(addressOf(digest, { row: 0, column: 0 }, names, asked), signal),
    placeholderData: keepPreviousData,
    retry: patient,
  });
}

/** The cells of the blocks on screen. A block that has not come yet has no cells. */
export function useCells(digest: string, names: readonly string[], blocks: readonly Block[], asked: Asked) {
  return useQueries({
    queries: blocks.map((block) => ({
      ...forever,
      // A screen that was scrolled past is not worth keeping long: a million rows would be.
      gcTime: 30_000,
      queryKey: blockKey(digest, block, asked),
      queryFn: ({ signal }: { signal: AbortSignal }) => get<RowsPage>(addressOf(digest, block, names, asked), signal),
      retry: patient,
    })),
    combine: (results) => {
      const found = new Map(blocks.map((block, i) => [`${block.row} ${block.column}`, results[i]?.data]));
      return {
        problem: results.find((r) => r.error !== null)?.error ?? null,
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

// A damaged checkpoint is a 500 that says what to do: asking again changes nothing.
function patient(failures: number, error: Error): boolean {
  return !(error instanceof Problem && error.findings.length > 0) && failures < 5;
}
