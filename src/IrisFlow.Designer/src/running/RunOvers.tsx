import { lazy, Suspense } from "react";
import { isChanged } from "../document/store";
import { useDocument } from "../document/useDocument";
import { useSaver } from "../saving/useSaver";
import { useRunning } from "./runningState";
import { StepMenu } from "./StepMenu";

const RunDialog = lazy(async () => ({ default: (await import("./RunDialog")).RunDialog }));
const WhyDialog = lazy(async () => ({ default: (await import("./WhyDialog")).WhyDialog }));

/** The dialogs of the run view: one at a time. */
export function RunOvers({ onStarted }: { onStarted: (run: string) => void }) {
  const over = useRunning((running) => running.over);
  const setOver = useRunning((running) => running.setOver);
  const saver = useSaver();
  const changed = useDocument(isChanged);
  const definition = useDocument((open) => open.history.document.definition);
  const close = () => setOver(null);
  return (
    <Suspense>
      {over?.show === "plan" && (
        <RunDialog
          request={over.request}
          definition={changed ? definition : undefined}
          save={changed ? () => saver.save() : undefined}
          onStarted={({ run }) => {
            close();
            onStarted(run);
          }}
          onClose={close}
        />
      )}
      {over?.show === "menu" && <StepMenu step={over.step} at={over.at} />}
      {over?.show === "why" && <WhyDialog run={over.run} step={over.step} onClose={close} />}
    </Suspense>
  );
}
