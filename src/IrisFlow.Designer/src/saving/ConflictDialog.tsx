import { useMemo, useState } from "react";
import { Dialog } from "../actions/Dialog";
import { difference } from "../document/diff";
import { type Change, type Choices, merge, type Side, sideOf } from "../document/merge";
import { pointerOf } from "../document/pointer";
import { useDocument } from "../document/useDocument";
import { Value } from "./DiffList";
import type { Conflict } from "./state";
import { useSaver, useSaving } from "./useSaver";

/** The file and the edits side by side, place by place: what to take is chosen here, and nothing is overwritten unseen. */
export function ConflictDialog({ conflict, onClose }: { conflict: Conflict; onClose: () => void }) {
  const saver = useSaver();
  const saving = useSaving((state) => state.saving);
  const mine = useDocument((open) => open.history.document);
  const [choices, setChoices] = useState<Choices>(new Map());
  const { base, theirs } = conflict;
  const { changes, open } = useMemo(
    () => merge(base.definition, mine.definition, theirs.definition, choices),
    [base, mine, theirs, choices],
  );
  const moved = difference(mine.definition, theirs.definition, { before: mine.layout, after: theirs.layout }).moved;
  const choose = (change: Change, side: Side) => setChoices(new Map([...choices, [pointerOf(change.path), side]]));
  const chooseAll = (side: Side) => setChoices(new Map(changes.map((change) => [pointerOf(change.path), side])));
  const groups = new Map<string, Change[]>();
  for (const change of changes) {
    const node = nodeOf(change).join(" › ");
    groups.set(node, [...(groups.get(node) ?? []), change]);
  }
  return (
    <Dialog label="The file was changed outside" className="dialog-wide" onClose={onClose}>
      <header className="dialog-head">
        <h2>The file was changed outside</h2>
        <p className="hint">
          Somebody saved it after your editing began. Where only one side changed something, that side is taken; where
          both did, you choose.
        </p>
      </header>
      <div className="dialog-body diff">
        {changes.length === 0 && <p className="hint">Both say the same but for where things stand.</p>}
        {[...groups].map(([name, inside]) => (
          <section key={name}>
            <h3>{name.replace(/^steps › /, "Step ").replace(/^parameters › /, "Parameter ")}</h3>
            {inside.map((change) => (
              <Row
                key={pointerOf(change.path)}
                change={change}
                side={isOpen(change, open) ? undefined : sideOf(change, choices)}
                onChoose={(side) => choose(change, side)}
              />
            ))}
          </section>
        ))}
        {moved.length > 0 && (
          <details>
            <summary>
              {moved.length} step{moved.length === 1 ? " stands" : "s stand"} elsewhere
            </summary>
            <p className="hint">{moved.join(", ")}. Places are merged; where both moved a step, yours holds.</p>
          </details>
        )}
      </div>
      <footer className="dialog-foot">
        <span role="status" className="hint">
          {open.length > 0 ? `${open.length} place${open.length === 1 ? "" : "s"} to choose` : "Nothing left to choose"}
        </span>
        <button type="button" onClick={() => chooseAll("theirs")}>
          Take all theirs
        </button>
        <button type="button" onClick={() => chooseAll("mine")}>
          Keep all mine
        </button>
        <button type="button" onClick={onClose}>
          Later
        </button>
        <button
          type="button"
          className="primary"
          disabled={open.length > 0 || saving}
          onClick={async () => {
            if (await saver.resolve(choices)) {
              onClose();
            }
          }}
        >
          Save the merge
        </button>
      </footer>
    </Dialog>
  );
}

/** The step or parameter that a change is in; else the member of the file. */
function nodeOf({ path }: Change): string[] {
  return path.slice(0, path[0] === "steps" || path[0] === "parameters" ? 2 : 1);
}

function isOpen(change: Change, open: readonly Change[]): boolean {
  return open.includes(change);
}

interface RowProps {
  change: Change;
  side?: Side;
  onChoose(side: Side): void;
}

function Row({ change, side, onChoose }: RowProps) {
  const field = change.path.slice(nodeOf(change).length).join(" › ") || "as a whole";
  const id = `conflict-${pointerOf(change.path)}`;
  return (
    <fieldset className={`conflict-row${side === undefined ? " conflict-open" : ""}`}>
      <legend>
        {field} <span className={`pill ${change.by === "conflict" ? "bad" : "soft"}`}>{words[change.by]}</span>
      </legend>
      <div className="conflict-sides">
        <div>
          <span className="hint">before</span>
          <Value value={change.base} side="base" />
        </div>
        {change.by === "both" ? (
          <div>
            <span className="hint">now</span>
            <Value value={change.mine} side="after" />
          </div>
        ) : (
          (["theirs", "mine"] as const).map((one) => (
            <label key={one} className={side === one ? "chosen" : undefined}>
              <span>
                <input type="radio" name={id} checked={side === one} onChange={() => onChoose(one)} />{" "}
                {one === "mine" ? "keep mine" : "take theirs"}
              </span>
              <Value value={change[one]} side={one} />
            </label>
          ))
        )}
      </div>
    </fieldset>
  );
}

const words = {
  mine: "you changed it",
  theirs: "changed in the file",
  both: "both changed it alike",
  conflict: "both changed it",
};
