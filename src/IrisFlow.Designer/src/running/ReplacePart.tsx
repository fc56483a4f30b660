import { Choices } from "../actions/Choices";
import { Dialog } from "../actions/Dialog";
import { useCatalog } from "../activities/activities";
import { portsOf } from "../canvas/ports";
import { ReplaceOutput } from "../checkpoints/ReplaceOutput";
import { stepOf } from "../document/document";
import { useDocument } from "../document/useDocument";
import { runReplaced } from "./requests";
import { useRunning } from "./runningState";

/** Data of one's own in the place of an output: first which output, then which file, then what would run. */
export function ReplacePart({ step, port }: { step: string; port?: string }) {
  const setOver = useRunning((running) => running.setOver);
  const workflow = useDocument((open) => open.workflow);
  const document = useDocument((open) => open.history.document);
  const catalog = useCatalog().data;
  const view = stepOf(document, step);
  const outputs = view && catalog ? portsOf(document, catalog, view).outputs : [];
  const chosen = port ?? (outputs.length === 1 ? outputs[0]?.port : undefined);
  const close = () => setOver(null);
  if (chosen === undefined) {
    return (
      <Dialog label={`Which output of ${step}?`} onClose={close}>
        <Choices
          label="Output"
          placeholder={`Which output of ${step} is to be replaced?`}
          choicesFor={(words) =>
            outputs
              .filter((output) => output.port.includes(words.trim()))
              .map((output) => ({ id: output.port, label: output.port, more: output.summary, side: output.kind }))
          }
          onChoose={(id) => setOver({ show: "replace", step, port: id })}
          none="It has no such output."
        />
      </Dialog>
    );
  }

  return (
    <ReplaceOutput
      workflow={workflow}
      address={`${step}.${chosen}`}
      onReplace={(sources) => {
        const [[address, source] = ["", ""]] = Object.entries(sources);
        setOver({ show: "plan", request: runReplaced(workflow, address, source) });
      }}
      onClose={() => useRunning.getState().over?.show === "replace" && close()}
    />
  );
}
