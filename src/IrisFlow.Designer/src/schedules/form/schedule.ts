import { sameContent } from "../../document/diff";
import type { ParameterView } from "../../document/document";
import { isObject, type Json, type JsonObject, member } from "../../document/json";
import type { JsonSchema } from "../../forms/schema";

/** Crons that are wanted often. None falls into the hours (0 to 3) at which zones change their clocks. */
export const presets: readonly { label: string; cron: string }[] = [
  { label: "Hourly", cron: "0 * * * *" },
  { label: "Nightly", cron: "0 4 * * *" },
  { label: "Weekdays", cron: "0 6 * * MON-FRI" },
  { label: "Weekly", cron: "0 6 * * MON" },
  { label: "Monthly", cron: "0 6 1 * *" },
];

/** A schedule to begin with: every night, by the clock of whoever adds it. */
export const newSchedule = (zone: string): JsonObject => ({ cron: "0 4 * * *", zone });

/** What is done with ticks that were missed: which of them, and where it is all of them, at most how many. */
export type CatchUp = { which: "none" | "latest" } | { which: "all"; most: Json };

/** How the form shows `catchUp`; undefined for what it does not know, which is shown as JSON. */
export function catchUpOf(value: Json | undefined): CatchUp | undefined {
  if (value === undefined || value === "latest" || value === "none") {
    return { which: value ?? "latest" };
  }
  const most = member(value, "all");
  return isObject(value) && Object.keys(value).length === 1 && most !== undefined ? { which: "all", most } : undefined;
}

/** `catchUp` as the file says it; the default is not written. */
export function catchUpValue(which: CatchUp["which"]): Json | undefined {
  return which === "all" ? { all: 24 } : which === "none" ? "none" : undefined;
}

/** The form of the rest of what happens at a tick. */
export const policySchema: JsonSchema = {
  properties: {
    overlap: {
      enum: ["skip", "queue", "cancel"],
      default: "skip",
      description: "What a tick does while the run before it still goes on.",
      "x-descriptions": [
        "it begins no run",
        "it waits until that run has ended",
        "that run is cancelled, and a new one begins",
      ],
    },
    startDeadline: {
      type: "string",
      description: "A tick that could not begin within this time is missed: 30s, 10m, 1h.",
    },
    pauseAfter: {
      type: "integer",
      minimum: 1,
      description: "After so many failed runs in a row it pauses, until somebody resumes it.",
    },
  },
};

/** The form of the values that a schedule gives to the workflow's parameters. */
export function parametersSchema(parameters: readonly ParameterView[]): JsonSchema {
  return {
    properties: Object.fromEntries(
      parameters.map((one) => [
        one.name,
        {
          type: one.type,
          default: one.default,
          description: isInstant(one) ? "Each run is given the instant of its tick, in UTC." : one.note,
        },
      ]),
    ),
    required: parameters.filter((one) => one.default === undefined && !isInstant(one)).map((one) => one.name),
  };
}

/** How a schedule that is being edited stands to the saved one, the only one that fires; undefined where they are the same. */
export function draftWords(edited: Json | undefined, saved: Json | undefined): string | undefined {
  if (sameContent(edited, saved)) {
    return undefined;
  }
  if (saved === undefined) {
    return "Not firing yet: it fires once the workflow is saved.";
  }
  return edited === undefined
    ? "The saved schedule goes on firing until the workflow is saved without it."
    : "Until the workflow is saved, what fires is the schedule as it was.";
}

// The server itself gives this parameter its value.
const isInstant = (parameter: ParameterView) => parameter.name === "scheduledFor" && parameter.type === "string";
