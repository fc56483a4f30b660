import { useQuery } from "@tanstack/react-query";
import { Choices } from "../actions/Choices";
import { Dialog } from "../actions/Dialog";
import { isSweep, listRuns } from "../api/runs";
import { StateTag } from "../runs/StateTag";
import { ProblemView } from "./ProblemView";
import { instant } from "./times";

interface Props {
  workflow: string;
  onChoose: (run: string) => void;
  onClose: () => void;
}

/** Which run of the workflow is on the canvas: one of the newest hundred. */
export function ChooseRun({ workflow, onChoose, onClose }: Props) {
  const runs = useQuery({
    queryKey: ["newest-run", workflow, "all"],
    queryFn: ({ signal }) => listRuns({ workflow, limit: "100" }, signal),
    staleTime: 0,
  });
  const found = (runs.data?.items ?? []).filter((run) => !isSweep(run));
  return (
    <Dialog label="Which run is shown" className="choose-run" onClose={onClose}>
      {runs.isError && <ProblemView problem={runs.error} />}
      <Choices
        label="Run"
        placeholder="Which run is to be shown?"
        choicesFor={(words) =>
          found
            .filter((run) => `${run.run} ${run.state} ${run.command}`.includes(words.trim()))
            .map((run) => ({
              id: run.run,
              label: instant(run.startedAt),
              more: run.command,
              side: <StateTag state={run.state} />,
            }))
        }
        onChoose={onChoose}
        none={runs.isPending ? "Looking…" : "No run is like that."}
      />
    </Dialog>
  );
}
