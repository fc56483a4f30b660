import { age, duration, took } from "@designer/running/times";
import { expect, test } from "vitest";

const ago = (seconds: number) => age(new Date(0).toISOString(), seconds * 1000);
const [minute, hour, day] = [60, 3600, 86_400];

test("An age is said in its largest unit, of which there is one at least, and of days and months two", () => {
  expect([5, 90, 2 * hour, 30 * hour, 2 * day, 6 * day, 59 * day, 60 * day, 200 * day].map(ago)).toEqual([
    "5 s",
    "1 min",
    "2 h",
    "30 h",
    "2 days",
    "6 days",
    "59 days",
    "2 months",
    "6 months",
  ]);
});

test("A duration never has sixty of a unit: what is rounded up is said in the next one", () => {
  expect([0.2, 999.4, 999.7, 9_949, 9_960, 59_600, 119_700, 125_000].map(duration)).toEqual([
    "< 1 ms",
    "999 ms",
    "1.0 s",
    "9.9 s",
    "10 s",
    "1 min",
    "2 min",
    "2 min 5 s",
  ]);
  expect(duration(2 * hour * 1000 - 300)).toBe("2 h");
  expect(duration((2 * hour + 5 * minute) * 1000)).toBe("2 h 5 min");
});

test("How long a run took that was interrupted is not known, however long ago it began", () => {
  const startedAt = new Date(0).toISOString();
  expect(took({ state: "running", startedAt, finishedAt: null }, 5_000)).toBe("5.0 s");
  expect(took({ state: "failed", startedAt, finishedAt: new Date(2_000).toISOString() }, 5_000)).toBe("2.0 s");
  expect(took({ state: "interrupted", startedAt, finishedAt: null }, 5_000)).toBeUndefined();
});
