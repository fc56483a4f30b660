export interface Place {
  /** -1 is the row of headers. */
  row: number;
  column: number;
}

export interface Extent {
  rows: number;
  columns: number;
  /** Rows on screen: what Page Down goes over. */
  page: number;
}

/** Where a key leads in a grid; null for a key that moves nothing. */
export function moved(from: Place, key: string, control: boolean, extent: Extent): Place | null {
  const to = target(from, key, control, extent);
  return to === null
    ? null
    : { row: clamp(to.row, -1, extent.rows - 1), column: clamp(to.column, 0, extent.columns - 1) };
}

function target(from: Place, key: string, control: boolean, extent: Extent): Place | null {
  switch (key) {
    case "ArrowDown":
      return { ...from, row: from.row + 1 };
    case "ArrowUp":
      return { ...from, row: from.row - 1 };
    case "ArrowRight":
      return { ...from, column: from.column + 1 };
    case "ArrowLeft":
      return { ...from, column: from.column - 1 };
    case "PageDown":
      return { ...from, row: from.row + extent.page };
    case "PageUp":
      return { ...from, row: Math.max(0, from.row - extent.page) };
    case "Home":
      return { row: control ? 0 : from.row, column: 0 };
    case "End":
      return { row: control ? extent.rows - 1 : from.row, column: extent.columns - 1 };
    default:
      return null;
  }
}

function clamp(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(value, Math.max(least, most)));
}
