import { part } from "../api/client";
import { make } from "../api/runs";
import { announce } from "../app/announce";

/** Asks a run to end, and says so. */
export async function cancel(run: string): Promise<void> {
  try {
    await make({ method: "POST", path: `/api/runs/${part(run)}/cancel`, body: {} });
    announce("The run was asked to end; what is finished is kept.");
  } catch (problem) {
    announce(problem instanceof Error ? problem.message : String(problem));
  }
}
