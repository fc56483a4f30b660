import { Choices } from "../actions/Choices";
import { Dialog } from "../actions/Dialog";
import { fit } from "../actions/words";
import { announce } from "../app/announce";
import { groupsOf, stepOf, stepsOf } from "../document/document";
import { isName, nameForm } from "../document/names";
import type { CanvasContext } from "./actions/context";
import { go } from "./actions/steps";
import { useCanvas } from "./canvasState";
import { edit } from "./edit";
import { NameDialog } from "./NameDialog";
import { QuickAdd } from "./QuickAdd";
import { WireDialog } from "./WireDialog";

/** What is open above the canvas. */
export function Overs({ context }: { context: CanvasContext }) {
  const over = useCanvas((canvas) => canvas.over);
  const open = context.store.getState();
  const { document } = open.history;
  switch (over?.show) {
    case "quick-add":
      return <QuickAdd context={context} over={over} />;
    case "wire":
      return <WireDialog context={context} over={over} />;
    case "find-step":
      return <FindStep context={context} />;
    case "rename":
      return (
        <NameDialog
          label={`New name of ${over.step}`}
          value={over.step}
          refuse={(name) =>
            !isName(name) ? nameForm : stepOf(document, name) ? `There is a step '${name}' already.` : undefined
          }
          onName={(to) => {
            if (edit(context.store, { do: "rename-step", step: over.step, to })) {
              open.select({ steps: [to] });
              context.view.reveal(to);
              announce(`${over.step} is called ${to} now.`);
            }
          }}
        />
      );
    case "label-group":
      return (
        <NameDialog
          label="Name of the group"
          value={groupsOf(document).find((group) => group.id === over.id)?.label ?? ""}
          refuse={(name) => (name.trim() === "" ? "A group needs a name." : undefined)}
          onName={(label) => edit(context.store, { do: "change-group", id: over.id, label })}
        />
      );
    default:
      return null;
  }
}

function FindStep({ context }: { context: CanvasContext }) {
  const steps = stepsOf(context.store.getState().history.document);
  const close = () => useCanvas.getState().setOver(null);
  return (
    <Dialog label="Go to a step" onClose={close}>
      <Choices
        label="Step"
        placeholder="Go to a step…"
        hint="Shift Enter picks it besides what is picked."
        choicesFor={(words) =>
          steps
            .map((step) => ({ step, score: fit(words, [step.name, step.uses]) }))
            .filter(({ score }) => score > 0)
            .sort((a, b) => b.score - a.score)
            .slice(0, 200)
            .map(({ step }) => ({ id: step.name, label: step.name, more: step.uses }))
        }
        onChoose={(step, { shiftKey }) => {
          close();
          go(context, step, shiftKey);
        }}
        none="There is no such step."
      />
    </Dialog>
  );
}
