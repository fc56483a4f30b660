import { type Order, sortOf } from "./names";

/** Rows of one request: a screen, and a little more. */
export const blockRows = 100;

/** Columns of one request. */
export const blockColumns = 30;

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

/** The columns of a block for the address of a request: by their places, since names may be longer than an address. */
export function placesOf(column: number): string {
  return `${column * blockColumns}-${(column + 1) * blockColumns - 1}`;
}

export interface Asked {
  order: Order | null;
  filter: string;
}

/** The address of a block's rows. */
export function addressOf(digest: string, block: Block, asked: Asked): string {
  const query = new URLSearchParams({
    offset: String(block.row * blockRows),
    limit: String(blockRows),
    places: placesOf(block.column),
  });
  if (asked.order !== null) {
    query.set("sort", sortOf(asked.order));
  }

  if (asked.filter.trim() !== "") {
    query.set("filter", asked.filter);
  }

  return `/api/checkpoints/${encodeURIComponent(digest)}/rows?${query}`;
}
