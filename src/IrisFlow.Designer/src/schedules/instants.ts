import { age } from "../running/times";

/** What the clocks of a zone show, of a time that carries its offset: `2026-11-22T02:30:00+01:00`. */
export function wallClock(zoned: string, now = new Date()): string {
  return shown(new Date(`${zoned.slice(0, 19)}Z`), "UTC", now);
}

/** The offset that a time carries, as people write it: `UTC+1`, `UTC+5:30`. */
export function offsetOf(zoned: string): string {
  const [, sign = "", hours = "", minutes = ""] = /([+-])(\d\d):(\d\d)$/.exec(zoned) ?? [];
  const text = `${sign}${Number(hours)}${minutes === "00" ? "" : `:${minutes}`}`;
  return sign === "" || text === "+0" ? "UTC" : `UTC${text}`;
}

/** An instant as the clocks here show it. */
export const clockHere = (at: string, now = new Date()): string => shown(new Date(at), undefined, now);

/** The zone of this browser. */
export const zoneHere = (): string => new Intl.DateTimeFormat().resolvedOptions().timeZone;

/** How long it is until an instant: `in 4 h`. */
export function until(at: string, now: number): string {
  const left = Date.parse(at) - now;
  return left < 1000 ? "now" : `in ${age(new Date(now).toISOString(), now + left)}`;
}

// The year is said where it is not this one, seconds where there are any.
function shown(moment: Date, timeZone: string | undefined, now: Date): string {
  return new Intl.DateTimeFormat(undefined, {
    timeZone,
    weekday: "short",
    day: "numeric",
    month: "short",
    year: moment.getFullYear() === now.getFullYear() ? undefined : "numeric",
    hour: "2-digit",
    minute: "2-digit",
    second: moment.getSeconds() === 0 ? undefined : "2-digit",
    hourCycle: "h23",
  }).format(moment);
}
