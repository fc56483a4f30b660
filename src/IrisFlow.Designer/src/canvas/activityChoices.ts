import { fit } from "../actions/words";
import { type Activity, type Catalog, familyOf } from "../activities/activities";
import { stepsOf, type WorkflowDocument } from "../document/document";
import { fits } from "./adding";
import type { PortRef } from "./ports";

/** The activities that fit the words, best first; without words, those of late and those that the workflow uses most. */
export function rankedActivities(
  catalog: Catalog,
  words: string,
  document: WorkflowDocument,
  recent: readonly string[],
  port?: PortRef,
): Activity[] {
  const used = new Map<string, number>();
  for (const { uses } of stepsOf(document)) {
    used.set(uses, (used.get(uses) ?? 0) + 1);
  }

  return [...catalog.values()]
    .filter((activity) => !port || fits(document, catalog, port, activity.uses))
    .map((activity) => ({ activity, score: fit(words, textsOf(activity)) }))
    .filter(({ score }) => score > 0)
    .map(({ activity, score }) => ({ activity, score: score + habit(activity.uses, recent, used) }))
    .sort((a, b) => b.score - a.score || a.activity.uses.localeCompare(b.activity.uses))
    .map(({ activity }) => activity);
}

/** What an activity is found by: its name, its tags, what can be chosen in it (a trainer), what it is, and the kinds of its ports. */
function textsOf({ uses, tags, parameters, summary, inputs, outputs }: Activity): string[] {
  const name = uses.slice(uses.indexOf(".") + 1);
  const choices = parameters.flatMap((parameter) => parameter.kinds?.map(({ kind }) => kind) ?? []);
  const kinds = [...inputs, ...outputs].map((port) => port.kind);
  return [name, uses, tags.join(", "), familyOf(uses), choices.join(", "), summary, kinds.join(", ")];
}

/** At most as much as a half match: words decide, habits break ties. */
function habit(uses: string, recent: readonly string[], used: ReadonlyMap<string, number>): number {
  const at = recent.indexOf(uses);
  return (at < 0 ? 0 : 1 - at / 10) + Math.min(used.get(uses) ?? 0, 5) / 10;
}
