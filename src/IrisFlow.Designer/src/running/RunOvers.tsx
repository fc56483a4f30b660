import { lazy, Suspense } from "react";
import { useNavigate } from "react-router";
import { part } from "../api/client";
import { isChanged } from "../document/store";
import { useDocument } from "../document/useDocument";
import { useSaver } from "../saving/useSaver";
import { useRunning } from "./runningState";
import { StepMenu } from "./StepMenu";
import { useShownRun } from "./shownRun";

const RunDialog = lazy(async () => ({ default: (await import("./RunDialog")).RunDialog }));
const ChooseRun = lazy(async () => ({ default: (await import("./ChooseRun")).ChooseRun }));
const SweepDialog = lazy(async () => ({ default: (await import("../sweeps/SweepDialog")).SweepDialog }));
const ReplacePart = lazy(async () => ({ default: (await import("./ReplacePart")).ReplacePart }));
const WhyDialog = lazy(async () => ({ default: (await import("./WhyDialog")).WhyDialog }));

/** The dialogs of the run view: one at a time. */
export function RunOvers({ onStarted }: { onStarted: (run: string) => void }) {
  const over = useRunning((running) => running.over);
  const setOver = useRunning((running) => running.setOver);
  const saver = useSaver();
  const changed = useDocument(isChanged);
  const edited = useDocument((open) => open.history.document);
  const shown = useShownRun((shown) => shown.document);
  const navigate = useNavigate();
  const metrics = Object.keys(shown?.metrics ?? {});
  const save = changed ? () => saver.save() : undefined;
  const close = () => setOver(null);
  return (
    <Suspense>
      {over?.show === "plan" && (
        <RunDialog
          request={over.request}
          definition={changed ? edited.definition : undefined}
          save={save}
          onStarted={({ run }) => {
            close();
            onStarted(run);
          }}
          onClose={close}
        />
      )}
      {over?.show === "runs" && (
        <ChooseRun
          workflow={over.workflow}
          onChoose={(run) => {
            close();
            onStarted(run);
          }}
          onClose={close}
        />
      )}
      {over?.show === "menu" && <StepMenu step={over.step} at={over.at} />}
      {over?.show === "replace" && <ReplacePart step={over.step} port={over.port} />}
      {over?.show === "sweep" && (
        <SweepDialog
          workflow={over.workflow}
          document={edited}
          metrics={metrics}
          save={save}
          onStarted={({ run }) => {
            close();
            navigate(`/sweeps/${part(run)}`);
          }}
          onClose={close}
        />
      )}
      {over?.show === "why" && <WhyDialog run={over.run} step={over.step} onClose={close} />}
    </Suspense>
  );
}
