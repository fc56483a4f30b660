import type { Cell, ColumnStatistics } from "./documents";

const whole = new Intl.NumberFormat("en-US");

/** A count with thousands apart: 1,048,576. */
export function count(value: number): string {
  return whole.format(value);
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

/** A cell as the grid shows it: numbers in full, a null as nothing. */
export function cell(value: Cell | undefined): string {
  return value === null || value === undefined ? "" : String(value);
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

/** Between what the values of a column lie, in a few words. */
export function range(column: ColumnStatistics): string {
  if (column.distinct !== undefined && column.type === "string") {
    return `${count(column.distinct)} different`;
  }

  return column.min === null ? "no values" : `${short(column.min)} … ${short(column.max)}`;
}

function short(value: Cell): string {
  const text = figure(value);
  return text.length > 14 ? `${text.slice(0, 13)}…` : text;
}
