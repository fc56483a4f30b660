import { shownKeys } from "../actions/action";
import { Choices } from "../actions/Choices";
import { Dialog } from "../actions/Dialog";
import { findAction, runAction } from "../actions/registry";
import { fit } from "../actions/words";
import { stepActions } from "./actions";
import { useRunning } from "./runningState";

/** What can be done with a step, at the place where it was asked for. */
export function StepMenu({ step, at }: { step: string; at?: { x: number; y: number } }) {
  const setOver = useRunning((running) => running.setOver);
  const place = at && {
    x: Math.max(8, Math.min(at.x, window.innerWidth - 396)),
    y: Math.max(8, Math.min(at.y, window.innerHeight - 420)),
  };
  const actions = [...stepActions, "steps.rename", "edit.duplicate", "edit.delete"].flatMap(
    (id) => findAction(id) ?? [],
  );
  return (
    <Dialog label={`Step ${step}`} at={place} className="step-menu" onClose={() => setOver(null)}>
      <Choices
        label={`What to do with ${step}`}
        placeholder={step}
        choicesFor={(words) =>
          actions
            .filter((action) => fit(words, [action.label]) > 0)
            .map((action) => ({
              id: action.id,
              label: action.label,
              refused: action.refused?.(),
              side: action.keys?.[0] && <kbd>{shownKeys(action.keys[0])}</kbd>,
            }))
        }
        onChoose={(id) => {
          setOver(null);
          const action = findAction(id);
          setTimeout(() => action && runAction(action));
        }}
      />
    </Dialog>
  );
}
