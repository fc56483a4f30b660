import type { RunRequest } from "../api/runs";
import type { Json } from "../document/json";
import { readJson, writeJson } from "../document/jsonText";

/** What a person can ask for at a step. */
export type StepIntent = "to" | "from" | "only" | "force";

/** Everything, with what is there already reused. */
export const runAll = (workflow: string): RunRequest => ({ workflow });

/** The request behind a choice in a step's menu. */
export function runStep(workflow: string, step: string, intent: StepIntent): RunRequest {
  switch (intent) {
    case "to":
      return { workflow, to: [step] };
    case "from":
      return { workflow, from: [step] };
    case "only":
      return { workflow, from: [step], to: [step] };
    case "force":
      return { workflow, force: [step] };
  }
}

/** A run in which data stands in the place of an output: everything after it sees that data. */
export const runReplaced = (workflow: string, port: string, source: string): RunRequest => ({
  workflow,
  with: { [port]: source },
});

/** How a request is called where it is previewed. */
export function titleOf(request: RunRequest): string {
  const what = request.run === undefined ? "Run" : "Fork";
  const [from, to] = [request.from?.join(", "), request.to?.join(", ")];
  if (from !== undefined && from === to) {
    return `${what} only ${from}`;
  }
  if (request.with && Object.keys(request.with).length > 0) {
    return `${what} with your data in the place of ${Object.keys(request.with).join(", ")}`;
  }
  return [
    what,
    from !== undefined && `from ${from}`,
    to !== undefined && `to ${to}`,
    request.force && request.force.length > 0 && `and make ${request.force.join(", ")} again`,
    from === undefined && to === undefined && !request.force?.length && (request.workflow ?? request.run),
  ]
    .filter(Boolean)
    .join(" ");
}

/** A value that was typed: JSON where it is JSON, else the text itself. */
export function valueOf(text: string): Json {
  try {
    return readJson(text);
  } catch {
    return text;
  }
}

/** A value as it is typed: a text without quotes only where it can't be taken for anything else, as the server writes it. */
export function textOf(value: Json, isInList = false): string {
  const isPlain =
    typeof value === "string" &&
    /^[^{["]/.test(value) &&
    value === value.trim() &&
    valueOf(value) === value &&
    (!isInList || /^[A-Za-z0-9_ -]+$/.test(value));
  return isPlain ? value : writeJson(value);
}
