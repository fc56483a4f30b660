import { listOf, type Order, sortOf } from "./names";

/** Rows of one request: a screen, and a little more. */
export const blockRows = 100;

/** Columns of one request. */
export const blockColumns = 30;

/** Rows that one scroll area holds: browsers lay out no more than about 33 million pixels. */
export const areaRows = 1_000_000;

export interface Block {
  row: number;
  column: number;
}

/** The blocks that hold the rows and columns from a first to a last one, in reading order. */
export function blocksOf(rows: { first: number; last: number }, columns: { first: number; last: number }): Block[] {
  const blocks: Block[] = [];
  for (let row = Math.floor(rows.first / blockRows); row <= Math.floor(rows.last / blockRows); row++) {
    for (
      let column = Math.floor(columns.first / blockColumns);
      column <= Math.floor(columns.last / blockColumns);
      column++
    ) {
      blocks.push({ row, column });
    }
  }

  return blocks;
}

/** The names of a block's columns. */
export function columnsOf(names: readonly string[], column: number): string[] {
  return names.slice(column * blockColumns, (column + 1) * blockColumns);
}

export interface Asked {
  order: Order | null;
  filter: string;
}

/** The address of a block's rows. */
export function addressOf(digest: string, block: Block, names: readonly string[], asked: Asked): string {
  const query = new URLSearchParams({
    offset: String(block.row * blockRows),
    limit: String(blockRows),
    columns: listOf(columnsOf(names, block.column)),
  });
  if (asked.order !== null) {
    query.set("sort", sortOf(asked.order));
  }

  if (asked.filter.trim() !== "") {
    query.set("filter", asked.filter);
  }

  return `/api/checkpoints/${encodeURIComponent(digest)}/rows?${query}`;
}

/** The areas of so many rows: each begins where the one before ends. */
export function areasOf(total: number): { first: number; rows: number }[] {
  const areas: { first: number; rows: number }[] = [];
  for (let first = 0; first === 0 || first < total; first += areaRows) {
    areas.push({ first, rows: Math.min(areaRows, total - first) });
  }

  return areas;
}
