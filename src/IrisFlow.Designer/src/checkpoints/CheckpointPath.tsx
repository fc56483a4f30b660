import { Link } from "react-router";
import { part } from "../api/client";
import type { MadeBy } from "./documents";

/** The way back from a checkpoint: to its workflow and its run. */
export function CheckpointPath({ place, workflow }: { place: MadeBy; workflow: string | undefined }) {
  return (
    <p className="checkpoint-path">
      {workflow && (
        <>
          <Link to={`/workflows/${part(workflow)}`}>{workflow}</Link> <span aria-hidden="true">/</span>{" "}
        </>
      )}
      <Link to={`/runs/${part(place.run)}`}>run {place.run}</Link>
    </p>
  );
}
