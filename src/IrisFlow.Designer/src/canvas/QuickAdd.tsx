import { Choices } from "../actions/Choices";
import { Dialog } from "../actions/Dialog";
import { announce } from "../app/announce";
import { ActivityPorts } from "./ActivityPorts";
import type { CanvasContext } from "./actions/context";
import { pickedSteps } from "./actions/context";
import { rankedActivities } from "./activityChoices";
import { addingOf, portFor } from "./adding";
import { type Over, useCanvas } from "./canvasState";
import { edit } from "./edit";
import { recentActivities, remember } from "./recent";

/** Adds a step: a list that words narrow, at the pointer or in the middle. */
export function QuickAdd({ context, over }: { context: CanvasContext; over: Extract<Over, { show: "quick-add" }> }) {
  const close = () => useCanvas.getState().setOver(null);
  const { history } = context.store.getState();
  const picked = over.at ? undefined : pickedSteps(context)[0];
  return (
    <Dialog label="Add a step" at={over.screen && clamped(over.screen)} onClose={close}>
      <Choices
        label="Activity"
        placeholder="Add a step: name, what it does, table, model…"
        hint={hintOf(over.port ? `${over.port.step}.${over.port.port}` : undefined, picked)}
        choicesFor={(words) =>
          rankedActivities(context.catalog(), words, history.document, recentActivities(), over.port).map(
            (activity) => ({
              id: activity.uses,
              label: activity.uses,
              more: activity.summary,
              side: <ActivityPorts activity={activity} />,
            }),
          )
        }
        onChoose={(uses, { shiftKey }) => {
          close();
          const port = over.port ?? (shiftKey ? undefined : portFor(history.document, context.catalog(), picked, uses));
          addStep(context, uses, { at: over.at, port });
        }}
        none={over.port ? "No activity with such a name takes that." : "There is no such activity."}
      />
    </Dialog>
  );
}

/** Adds a step, picks it and brings the focus to it. */
export function addStep(
  context: CanvasContext,
  uses: string,
  to: Pick<Parameters<typeof addingOf>[2], "at" | "port">,
): void {
  const open = context.store.getState();
  const { name, commands } = addingOf(open, context.catalog(), { uses, ...to, middle: context.view.middle() });
  if (!edit(context.store, commands, { label: `add ${name}` })) {
    return;
  }

  open.select({ steps: [name] });
  remember(uses);
  const wire = commands.find((command) => command.do === "wire");
  announce(
    wire
      ? `Added ${name}, wired from ${wire.from.step}.${wire.from.port} to ${wire.to.step}.${wire.to.port}.`
      : `Added ${name}.`,
  );
  context.view.reveal(name);
}

function hintOf(port: string | undefined, picked: string | undefined): string | undefined {
  if (port !== undefined) {
    return `Wired to ${port}. Only what fits is listed.`;
  }

  return picked === undefined ? undefined : `Wired from ${picked} where it fits; Shift Enter adds it without a wire.`;
}

const clamped = ({ x, y }: { x: number; y: number }) => ({
  x: Math.min(x, window.innerWidth - 400),
  y: Math.min(y, window.innerHeight - 360),
});
