import { zoneSuggestions, zonesLike } from "@designer/schedules/form/zones";
import { offsetOf, until, wallClock } from "@designer/schedules/instants";
import { expect, test } from "vitest";

test("A time in a zone is shown as its own clocks show it, wherever the browser is", () => {
  const shown = wallClock("2026-11-22T02:30:00+01:00", new Date("2026-03-01T00:00:00Z"));
  expect(shown).toMatch(/02:30$/);
  expect(shown).toMatch(/22/);
  expect(shown).not.toMatch(/2026/);
});

test("The year is said where it is another one, and seconds where there are any", () => {
  expect(wallClock("2027-01-01T06:00:05+00:00", new Date("2026-03-01T00:00:00Z"))).toMatch(/2027.*06:00:05$/);
});

test("An offset is written as people write it", () => {
  expect(offsetOf("2026-11-22T02:30:00+01:00")).toBe("UTC+1");
  expect(offsetOf("2026-11-22T02:30:00-03:30")).toBe("UTC-3:30");
  expect(offsetOf("2026-11-22T02:30:00+00:00")).toBe("UTC");
});

test("What is to come is counted down in its largest unit", () => {
  const now = Date.parse("2026-11-22T00:00:00Z");
  expect(until("2026-11-22T04:30:00Z", now)).toBe("in 4 h");
  expect(until("2026-11-21T23:00:00Z", now)).toBe("now");
});

test("A zone is found by any part of its name, the place that begins so first", () => {
  expect(zonesLike("berlin")).toEqual(["Europe/Berlin"]);
  expect(zonesLike("new york")[0]).toBe("America/New_York");
  expect(zonesLike("UTC")[0]).toBe("UTC");
  expect(zonesLike("nowhere at all")).toEqual([]);
  expect(zoneSuggestions("kolkata calcutta", 0)?.options).toEqual([]);
});

test("A zone that is offered says its offset", () => {
  expect(zoneSuggestions("Asia/Tokyo", 0)?.options[0]).toMatchObject({ insert: "Asia/Tokyo", detail: "UTC+9" });
});
