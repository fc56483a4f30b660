import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useEffect, useId, useRef, useState } from "react";
import { useNavigate } from "react-router";
import { Dialog } from "../actions/Dialog";
import { part } from "../api/client";
import { queries } from "../api/queries";
import { type Begun, type Call, makePlan } from "../api/runs";
import { pauseCall, resumeCall, runNowCall, type SeenSchedule } from "../api/schedules";
import { announce } from "../app/announce";
import { commandOf } from "../running/commandLine";
import { isBlocked } from "../running/decisions";
import { PlanView } from "../running/PlanView";
import { ProblemView } from "../running/ProblemView";
import { RunFrame } from "../running/RunFrame";
import { useBegin } from "../running/useBegin";
import { clockHere } from "./instants";
import { useSchedule } from "./useSchedules";

/** What a person can do to a schedule. */
export type ScheduleDeed = "pause" | "resume" | "run";

interface Props {
  schedule: SeenSchedule;
  onClose: () => void;
}

interface DialogProps {
  deed: ScheduleDeed;
  workflow: string;
  onClose: () => void;
}

/** What a deed means, its line to copy, and then it is done. */
export function ScheduleDialog({ deed, workflow, onClose }: DialogProps) {
  const schedule = useSchedule(workflow);
  if (!schedule.data) {
    return (
      <Dialog label={`The schedule of ${workflow}`} onClose={onClose}>
        {schedule.isError ? <ProblemView problem={schedule.error} /> : <p role="status">Loading…</p>}
      </Dialog>
    );
  }

  const props = { schedule: schedule.data, onClose };
  switch (deed) {
    case "pause":
      return <PauseDialog {...props} />;
    case "resume":
      return <ResumeDialog {...props} />;
    case "run":
      return <RunNowDialog {...props} />;
  }
}

function PauseDialog({ schedule, onClose }: Props) {
  const [reason, setReason] = useState("");
  const given = reason.trim();
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  return (
    <Deed
      title={`Pause ${schedule.workflow}`}
      button="Pause"
      command={commandOf("schedules", "pause", schedule.workflow, "--reason", given || "TEXT")}
      call={pauseCall(schedule, given)}
      refused={given === ""}
      onDone={() => announce(`The schedule of ${schedule.workflow} is paused.`)}
      onClose={onClose}
    >
      <p>Until it is resumed no tick begins a run. A run that goes on is not stopped; Run now still works.</p>
      <label className="schedule-reason">
        Why, for those who find it paused
        <input
          type="text"
          value={reason}
          maxLength={500}
          ref={field}
          placeholder="the source is being moved"
          onChange={(event) => setReason(event.target.value)}
        />
      </label>
    </Deed>
  );
}

function ResumeDialog({ schedule, onClose }: Props) {
  const { paused, workflow } = schedule;
  return (
    <Deed
      title={`Resume ${workflow}`}
      button="Resume"
      command={commandOf("schedules", "resume", workflow)}
      call={resumeCall(schedule)}
      isReady
      onDone={() => announce(`The schedule of ${workflow} fires again.`)}
      onClose={onClose}
    >
      {paused && (
        <p>
          Paused by {paused.by}, {clockHere(paused.at)}: <strong>{paused.reason}</strong>
        </p>
      )}
      <p>Ticks of the time in which it was paused are not made up for: it goes on with the next one.</p>
    </Deed>
  );
}

function RunNowDialog({ schedule, onClose }: Props) {
  const { workflow, parameters } = schedule;
  const navigate = useNavigate();
  const plan = useQuery({
    queryKey: ["plan", { workflow, parameters }],
    queryFn: ({ signal }) => makePlan({ workflow, parameters }, undefined, signal),
    staleTime: 0,
    gcTime: 0,
    retry: false,
  });
  return (
    <Deed
      title={`Run ${workflow} now`}
      button="Run now"
      command={commandOf("schedules", "run", workflow)}
      call={runNowCall(workflow)}
      refused={!plan.data || isBlocked(plan.data)}
      isReady={plan.data !== undefined}
      onDone={(begun) => {
        announce(`Run ${begun.run} of ${workflow} begins.`);
        navigate(`/runs/${part(begun.run)}`);
      }}
      onClose={onClose}
    >
      <p className="soft">With the parameters of the schedule, beside its ticks.</p>
      {plan.isPending && <p role="status">Looking what is to be done…</p>}
      {plan.isError && <ProblemView problem={plan.error} />}
      {plan.data && <PlanView plan={plan.data} />}
    </Deed>
  );
}

interface DeedProps {
  title: string;
  button: string;
  command: string;
  call: Call;
  refused?: boolean;
  /** There is nothing more to be said: Enter does it. */
  isReady?: boolean;
  onDone: (answer: Begun) => void;
  onClose: () => void;
  children: ReactNode;
}

function Deed({ title, button, command, call, refused, isReady, onDone, onClose, children }: DeedProps) {
  const id = useId();
  const main = useRef<HTMLButtonElement>(null);
  const { begin, isBeginning, problem } = useBegin({
    onBegun: async (answer) => {
      await queries.invalidateQueries({ queryKey: ["schedules"] });
      onClose();
      onDone(answer);
    },
  });
  useEffect(() => {
    if (isReady) {
      main.current?.focus();
    }
  }, [isReady]);
  return (
    <RunFrame
      label={title}
      onClose={onClose}
      command={command}
      call={call}
      buttons={
        <>
          <button type="button" onClick={onClose}>
            Not now
          </button>
          <button type="submit" form={id} className="primary" ref={main} disabled={refused || isBeginning}>
            {button}
          </button>
        </>
      }
    >
      <form
        id={id}
        onSubmit={(event) => {
          event.preventDefault();
          void begin(call);
        }}
      >
        {children}
      </form>
      {problem !== null && <ProblemView problem={problem} />}
    </RunFrame>
  );
}
