import { Choices } from "../actions/Choices";
import { Dialog } from "../actions/Dialog";
import { fit } from "../actions/words";
import { announce } from "../app/announce";
import type { CanvasContext } from "./actions/context";
import { type Over, useCanvas } from "./canvasState";
import { type WireOption, wiredSentence, wireOptions } from "./connection";
import { edit } from "./edit";
import { PortShape } from "./PortShape";
import { type PortRef, portOf } from "./ports";

/** Wiring by keyboard: all that a port could be wired to; what can't be says why. */
export function WireDialog({ context, over }: { context: CanvasContext; over: Extract<Over, { show: "wire" }> }) {
  const close = () => useCanvas.getState().setOver(null);
  const { document } = context.store.getState().history;
  const options = new Map(
    wireOptions(document, context.catalog(), over.step, over.port).map((option) => [keyOf(option), option]),
  );
  const from = over.port ? nameOf(over.port) : over.step;
  const backwards = over.port?.side === "in";
  return (
    <Dialog label={backwards ? `Wire into ${from}` : `Wire from ${from}`} onClose={close}>
      <Choices
        label={backwards ? `Wire into ${from} from` : `Wire from ${from} to`}
        placeholder={backwards ? `Wire into ${from} from…` : `Wire from ${from} to…`}
        choicesFor={(words) =>
          [...options]
            .map(([id, option]) => ({ id, option, score: fit(words, [nameOf(option.to), nameOf(option.from)]) }))
            .filter(({ score }) => score > 0)
            .slice(0, 200)
            .map(({ id, option }) => ({
              id,
              label:
                backwards || over.port
                  ? nameOf(backwards ? option.from : option.to)
                  : `${option.from.port} → ${nameOf(option.to)}`,
              more: option.replaces ? `Takes the place of the wire from ${option.replaces}.` : undefined,
              refused: option.refused,
              side: <PortShape kind={portOf(document, context.catalog(), option.from)?.kind ?? "other"} />,
            }))
        }
        onChoose={(id) => {
          close();
          const option = options.get(id);
          if (option && edit(context.store, { do: "wire", from: option.from, to: option.to })) {
            announce(wiredSentence(document, option.from, option.to));
          }
        }}
        none="There is nothing to wire to."
      />
    </Dialog>
  );
}

const nameOf = (port: PortRef) => `${port.step}.${port.port}`;
const keyOf = (option: WireOption) => `${nameOf(option.from)} ${nameOf(option.to)}`;
