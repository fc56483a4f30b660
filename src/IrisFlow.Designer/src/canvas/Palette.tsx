import { type KeyboardEvent, useState } from "react";
import { type Activity, familyOf, useCatalog } from "../activities/activities";
import { useDocumentStore } from "../document/useDocument";
import { ActivityPorts } from "./ActivityPorts";
import type { CanvasContext } from "./actions/context";
import { rankedActivities } from "./activityChoices";
import { FamilyIcon } from "./FamilyIcon";
import { addStep } from "./QuickAdd";
import { recentActivities } from "./recent";

/** The type under which an activity is dragged. */
export const dragType = "application/x-irisflow-activity";

/** All activities, by family. One is dragged to the canvas, or added by a double click or Enter; in the search field, Enter adds the best. */
export function Palette({ context }: { context: CanvasContext }) {
  const [words, setWords] = useState("");
  const store = useDocumentStore();
  const catalog = useCatalog();
  const isSearch = words.trim() !== "";
  const found =
    catalog.data && isSearch
      ? rankedActivities(catalog.data, words, store.getState().history.document, recentActivities())
      : [...(catalog.data?.values() ?? [])];
  // Searched for, the best comes first; else each stands in its family.
  const families = isSearch ? [""] : [...new Set(found.map((activity) => familyOf(activity.uses)))];
  const add = (activity: Activity | undefined) => activity && addStep(context, activity.uses, {});
  return (
    <div className="palette" onKeyDown={goAlong}>
      <input
        type="search"
        className="palette-search"
        aria-label="Search activities"
        placeholder="Search activities"
        value={words}
        onChange={(event) => setWords(event.target.value)}
        onKeyDown={(event) => event.key === "Enter" && isSearch && add(found[0])}
      />
      {catalog.isPending && <p className="soft">Loading…</p>}
      {catalog.isSuccess && found.length === 0 && (
        <p className="soft" role="status">
          No activity fits these words.
        </p>
      )}
      {families.map((family) => (
        <section key={family}>
          {family !== "" && <h2>{family}</h2>}
          <ul>
            {found
              .filter((activity) => family === "" || familyOf(activity.uses) === family)
              .map((activity) => (
                <li key={activity.uses}>
                  <PaletteItem activity={activity} onAdd={() => add(activity)} />
                </li>
              ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

/** Arrows go through the field and what it found. */
function goAlong(event: KeyboardEvent<HTMLElement>): void {
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (by !== undefined) {
    event.preventDefault();
    const stops = [...event.currentTarget.querySelectorAll<HTMLElement>("input, button")];
    stops[stops.indexOf(document.activeElement as HTMLElement) + by]?.focus();
  }
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
