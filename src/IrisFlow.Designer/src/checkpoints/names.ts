/** A column's name for the address of a request: in quotes where it could be taken for something else. */
export function quoted(name: string): string {
  return name === "" || name.startsWith("-") || /[",]/.test(name) ? `"${name.replaceAll('"', '""')}"` : name;
}

export interface Order {
  column: string;
  descending: boolean;
}

/** The `sort` of a request. */
export function sortOf(order: Order | null): string {
  return order === null ? "" : `${order.descending ? "-" : ""}${quoted(order.column)}`;
}

/** The order that a click on a column's name makes of the one before: ascending, descending, none. */
export function nextOrder(order: Order | null, column: string): Order | null {
  if (order?.column !== column) {
    return { column, descending: false };
  }

  return order.descending ? null : { column, descending: true };
}

/** Reads what {@link sortOf} wrote, for an address that somebody shares; null where it is something else. */
export function orderFrom(sort: string): Order | null {
  const descending = sort.startsWith("-");
  const name = descending ? sort.slice(1) : sort;
  if (name === "") {
    return null;
  }

  const column =
    name.length > 1 && name.startsWith('"') && name.endsWith('"') ? name.slice(1, -1).replaceAll('""', '"') : name;
  return { column, descending };
}
