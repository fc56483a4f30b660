import type { Fire, Schedule, Tick } from "@designer/api/schedules";

export const fire = (at: string, zoned: string, more: Partial<Fire> = {}): Fire => ({
  at,
  zoned,
  dst: null,
  note: null,
  ...more,
});

export const tick: Tick = {
  at: "2026-10-24T00:30:00Z",
  zoned: "2026-10-24T02:30:00+02:00",
  outcome: "started",
  reason: "in time",
  run: "20261024-003000-aaaaaa",
  runState: "succeeded",
  trigger: "schedule",
  decidedAt: "2026-10-24T00:30:00Z",
};

/** A schedule as the server tells of it. */
export const schedule = (more: Partial<Schedule> = {}): Schedule => ({
  workflow: "iris",
  cron: "30 2 * * *",
  zone: "Europe/Berlin",
  parameters: { k: 3 },
  state: "active",
  paused: null,
  words: {
    when: "At 02:30 every day (Europe/Berlin)",
    catchUp: "Of the ticks that were missed, the latest runs.",
    overlap: "A tick is skipped while the run before goes on.",
    deadline: null,
    pause: null,
  },
  next: [fire("2126-10-25T00:30:00Z", "2126-10-25T02:30:00+02:00")],
  last: tick,
  failures: 0,
  findings: [],
  ...more,
});
