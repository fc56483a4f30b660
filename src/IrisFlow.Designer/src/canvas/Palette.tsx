import { useState } from "react";
import { fit } from "../actions/words";
import { type Activity, familyOf, useCatalog } from "../activities/activities";
import { ActivityPorts } from "./ActivityPorts";
import type { CanvasContext } from "./actions/context";
import { textsOf } from "./activityChoices";
import { FamilyIcon } from "./FamilyIcon";
import { addStep } from "./QuickAdd";

/** The type under which an activity is dragged. */
export const dragType = "application/x-irisflow-activity";

/** All activities, by family. One is dragged to the canvas, or added by a double click or Enter. */
export function Palette({ context }: { context: CanvasContext }) {
  const [words, setWords] = useState("");
  const catalog = useCatalog();
  const activities = [...(catalog.data?.values() ?? [])];
  const found = words.trim() === "" ? activities : best(activities, words);
  // Searched for, the best comes first; else each stands in its family.
  const families = words.trim() === "" ? [...new Set(activities.map((activity) => familyOf(activity.uses)))] : [""];
  return (
    <div className="palette">
      <input
        type="search"
        className="palette-search"
        aria-label="Search activities"
        placeholder="Search activities"
        value={words}
        onChange={(event) => setWords(event.target.value)}
      />
      {catalog.isPending && <p className="soft">Loading…</p>}
      {catalog.isSuccess && found.length === 0 && <p className="soft">No activity fits these words.</p>}
      {families.map((family) => (
        <section key={family}>
          {family !== "" && <h2>{family}</h2>}
          <ul>
            {found
              .filter((activity) => family === "" || familyOf(activity.uses) === family)
              .map((activity) => (
                <li key={activity.uses}>
                  <PaletteItem activity={activity} onAdd={() => addStep(context, activity.uses, {})} />
                </li>
              ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

function best(activities: readonly Activity[], words: string): Activity[] {
  return activities
    .map((activity) => ({ activity, score: fit(words, textsOf(activity)) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .map(({ activity }) => activity);
}

function PaletteItem({ activity, onAdd }: { activity: Activity; onAdd: () => void }) {
  return (
    <button
      type="button"
      className="palette-item"
      draggable
      title={activity.summary}
      onDragStart={(event) => {
        event.dataTransfer.setData(dragType, activity.uses);
        event.dataTransfer.effectAllowed = "copy";
      }}
      onDoubleClick={onAdd}
      // A click of the keyboard, or of a screen reader, has no count.
      onClick={(event) => event.detail === 0 && onAdd()}
    >
      <FamilyIcon uses={activity.uses} />
      <span>{activity.uses.slice(activity.uses.indexOf(".") + 1)}</span>
      <ActivityPorts activity={activity} />
    </button>
  );
}
