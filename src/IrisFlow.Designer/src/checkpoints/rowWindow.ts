/** The height of a row. */
export const rowHeight = 26;

/** The tallest that rows are laid out: Firefox ends at 17.9 million pixels, Chromium at 33. */
export const tallest = 12_000_000;

/** How tall the rows are laid out. */
export function heightOf(rows: number): number {
  return Math.min(rows * rowHeight, tallest);
}

/** How many pixels of rows a pixel of the scroll bar goes over: one, unless there are more rows than can be laid out. */
export function ratioOf(rows: number, room: number): number {
  return rows * rowHeight <= tallest ? 1 : (rows * rowHeight - room) / (tallest - room);
}

/** The nearest place that the rows can be scrolled to. */
export function within(top: number, rows: number, room: number): number {
  return Math.max(0, Math.min(top, rows * rowHeight - room));
}

/** The rows on screen, and a few on both sides. */
export function rowsAt(top: number, rows: number, room: number): { first: number; last: number } {
  const around = 8;
  return {
    first: Math.max(0, Math.floor(top / rowHeight) - around),
    last: Math.min(rows - 1, Math.ceil((top + room) / rowHeight) + around),
  };
}

/** Where the rows are scrolled to so that one of them is on screen: no further than needed. */
export function topFor(row: number, top: number, room: number): number {
  return Math.max((row + 1) * rowHeight - room, Math.min(top, row * rowHeight));
}
