import type { Command } from "@designer/document/commands";
import type { WorkflowDocument } from "@designer/document/document";
import { begin, perform, undo } from "@designer/document/history";
import type { JsonObject } from "@designer/document/json";
import { catchUpOf, catchUpValue, draftWords, parametersSchema, presets } from "@designer/schedules/form/schedule";
import { expect, test } from "vitest";
import { iris } from "../document/iris";

const nightly = { cron: "0 4 * * *", zone: "Europe/Berlin" };
const done = (document: WorkflowDocument, command: Command) => perform(begin(document), [command]).document;
const after = (document: WorkflowDocument, command: Command) => done(document, command).definition;
const scheduled = (schedule: JsonObject) => done(iris, { do: "set", path: ["schedule"], value: schedule });

test("A schedule stands where the canonical text has it: before the steps, its members in their order", () => {
  const edited = done(scheduled(nightly), { do: "set", path: ["schedule", "overlap"], value: "queue" });
  expect(Object.keys(edited.definition)).toEqual(["format", "workflow", "parameters", "schedule", "steps"]);

  const more = after(edited, { do: "set", path: ["schedule", "catchUp"], value: "none" });
  expect(Object.keys(more.schedule as JsonObject)).toEqual(["cron", "zone", "catchUp", "overlap"]);
});

test("A renamed parameter takes the schedule's value of it along, and undo brings all back to the byte", () => {
  const document = scheduled({ ...nightly, parameters: { k: 3 }, odd: [1] });
  const history = perform(begin(document), [{ do: "rename-workflow-parameter", name: "k", to: "best" }]);

  expect(history.document.definition.schedule).toEqual({ ...nightly, parameters: { best: 3 }, odd: [1] });
  expect(JSON.stringify(undo(history).document)).toBe(JSON.stringify(document));
});

test("A value that stands under the new name already is not swallowed", () => {
  const document = scheduled({ ...nightly, parameters: { k: 3, best: 4 } });
  const history = perform(begin(document), [{ do: "rename-workflow-parameter", name: "k", to: "best" }]);

  expect(history.document.definition.schedule).toEqual({ ...nightly, parameters: { k: 3, best: 4 } });
  expect(JSON.stringify(undo(history).document)).toBe(JSON.stringify(document));
});

test("With a parameter goes the value that the schedule gives it", () => {
  const document = scheduled({ ...nightly, parameters: { k: 3 } });

  expect(after(document, { do: "remove-workflow-parameter", name: "k" }).schedule).toEqual(nightly);
});

test("What is done with missed ticks is read as the file may say it, and the default is not written", () => {
  expect(catchUpOf(undefined)).toEqual({ which: "latest" });
  expect(catchUpOf("none")).toEqual({ which: "none" });
  expect(catchUpOf({ all: 3 })).toEqual({ which: "all", most: 3 });
  expect(catchUpOf({ all: 3, odd: 1 })).toBeUndefined();
  expect(catchUpOf("every")).toBeUndefined();
  expect(catchUpValue("latest")).toBeUndefined();
});

test("A schedule gives the workflow's parameters; that of the tick's instant is given by the server", () => {
  const schema = parametersSchema([
    { name: "k", type: "integer", default: 2, note: "how many" },
    { name: "year", type: "integer" },
    { name: "scheduledFor", type: "string" },
  ]);
  expect(schema.required).toEqual(["year"]);
  expect(schema.properties?.k).toEqual({ type: "integer", default: 2, description: "how many" });
});

test("An edited schedule is said not to fire yet, until it is the saved one", () => {
  expect(draftWords(nightly, nightly)).toBeUndefined();
  expect(draftWords(undefined, undefined)).toBeUndefined();
  expect(draftWords(nightly, undefined)).toContain("Not firing yet");
  expect(draftWords({ ...nightly, zone: "UTC" }, nightly)).toContain("as it was");
  expect(draftWords(undefined, nightly)).toContain("goes on firing");
});

test("No usual time falls into the hours at which clocks are changed, but for the one that is every hour", () => {
  const hours = presets.map(({ cron }) => cron.split(" ")[1]);
  expect(hours.filter((hour) => hour !== "*").every((hour) => Number(hour) > 3)).toBe(true);
});
