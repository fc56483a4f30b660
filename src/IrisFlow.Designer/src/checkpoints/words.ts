import type { Cell, ColumnStatistics } from "./documents";

const whole = new Intl.NumberFormat("en-US");

/** A count with thousands apart: 1,048,576. */
export function count(value: number): string {
  return whole.format(value);
}

/** So many rows, in words. */
export function rowsOf(value: number): string {
  return value === 1 ? "1 row" : `${count(value)} rows`;
}

/** So many columns, in words. */
export function columnsOf(value: number): string {
  return value === 1 ? "1 column" : `${count(value)} columns`;
}

/** Bytes in the unit that leaves a short number: 1.0 GiB. */
export function bytes(value: number): string {
  const units = ["bytes", "KiB", "MiB", "GiB", "TiB"];
  let unit = 0;
  let left = value;
  while (left >= 1024 && unit < units.length - 1) {
    left /= 1024;
    unit++;
  }

  return unit === 0 ? `${count(left)} ${units[0]}` : `${left.toFixed(1)} ${units[unit]}`;
}

/** A figure short enough for a label; the exact one is in the table beside the plot. */
export function figure(value: Cell | undefined): string {
  if (typeof value !== "number") {
    return value === null || value === undefined ? "–" : String(value);
  }

  if (Number.isInteger(value) && Math.abs(value) < 1e9) {
    return count(value);
  }

  const size = Math.abs(value);
  return size !== 0 && (size < 1e-3 || size >= 1e7) ? value.toExponential(2) : String(Number(value.toPrecision(4)));
}

/** A cell in full; a null is nothing. */
export function cell(value: Cell | undefined): string {
  return value === null || value === undefined ? "" : Object.is(value, -0) ? "-0" : String(value);
}

// Control characters, marks that turn the order of the characters behind them, and characters without any width.
const unseen = /[\u0000-\u001f\u007f-\u009f\u200b\u200e\u200f\u2028-\u202e\u2060\u2066-\u2069\ufeff]/g;

/** A cell in one line in which nothing hides: line breaks, tabs and characters that can't be seen have signs of their own. */
export function line(value: Cell | undefined): string {
  return typeof value === "string" ? value.replace(unseen, signOf) : cell(value);
}

function signOf(character: string): string {
  const code = character.charCodeAt(0);
  return code === 10 ? "↵" : code === 9 ? "⇥" : `[U+${code.toString(16).toUpperCase().padStart(4, "0")}]`;
}

/** Whether cells of a type stand at the right side. */
export function isNumeric(type: string): boolean {
  return /^(int|float)/.test(type);
}

/** A share in per cent; what is there at all never becomes 0 %, and what is missing somewhere never 100 %. */
export function share(part: number, all: number): string {
  if (all === 0 || part === 0) {
    return "0 %";
  }

  const percent = (part / all) * 100;
  if (percent < 0.1) {
    return "<0.1 %";
  }

  return part < all && percent > 99.9 ? ">99.9 %" : `${Number(percent.toFixed(percent < 10 ? 1 : 0))} %`;
}

/** Between what the values of a column lie, in a few words; those of a constant column are one. */
export function range(column: ColumnStatistics): string {
  if (column.distinct !== undefined && column.type === "string") {
    return `${count(column.distinct)} different`;
  }

  if (column.min === null) {
    return column.nan ? "NaN only" : "no values";
  }

  return Object.is(column.min, column.max) && column.exact
    ? `only ${short(column.min)}`
    : `${short(column.min)} … ${short(column.max)}`;
}

function short(value: Cell): string {
  const text = line(typeof value === "number" ? figure(value) : value);
  return text.length > 14 ? `${text.slice(0, 13)}…` : text;
}
