import { useParams, useSearchParams } from "react-router";
import { useRun } from "../running/useRun";
import { useCheckpoint, useView } from "./asks";
import { CheckpointHeader } from "./CheckpointHeader";
import { CheckpointPath } from "./CheckpointPath";
import type { MadeBy, View } from "./documents";
import { Findings } from "./Findings";
import { ModelPart } from "./ModelPart";
import { NoCheckpoint } from "./NoCheckpoint";
import { MetricsPart, ReportPart } from "./ReportPart";
import { RowsPart } from "./RowsPart";
import "./checkpoint.css";
import "./view.css";

/** A checkpoint, named by an output of a run or by its digest. */
export function CheckpointPage() {
  const { run, step, port, digest: named } = useParams();
  const { document: record, query } = useRun(run);
  const outputs = record?.steps.find((s) => s.name === step)?.outputs ?? [];
  const output = outputs.find((o) => o.port === port);
  const isKept = output !== undefined && (output.kept !== false || output.removedAt !== undefined);
  const digest = named ?? (isKept ? output.digest : undefined);
  const checkpoint = useCheckpoint(digest);
  const view = useView(digest);
  const [search, setSearch] = useSearchParams();
  const place = placeOf(run, step, port, output?.origin, checkpoint.data?.madeBy ?? []);
  const error = query.error ?? checkpoint.error;
  if (error || (record && !isKept && named === undefined)) {
    return (
      <main className="page">
        {place && <CheckpointPath place={place} workflow={record?.workflow} />}
        <h1>{step ? `${step}.${port}` : "Checkpoint"}</h1>
        {error ? (
          <Findings error={error} />
        ) : (
          record && <NoCheckpoint run={record} step={step ?? ""} port={port ?? ""} output={output} />
        )}
      </main>
    );
  }

  if (!checkpoint.data || view.isPending) {
    return (
      <main className="page">
        <p role="status">Opening the checkpoint…</p>
      </main>
    );
  }

  const hasView = view.error !== null || (view.data !== undefined && view.data.kind !== "table");
  const shown = hasView && search.get("show") !== "rows" ? "view" : "rows";
  return (
    <main className="checkpoint">
      <CheckpointHeader checkpoint={checkpoint.data} place={place} workflow={record?.workflow} outputs={outputs} />
      {hasView && (
        <fieldset className="switch">
          <legend className="visually-hidden">Show</legend>
          {(["view", "rows"] as const).map((kind) => (
            <button
              key={kind}
              type="button"
              aria-pressed={shown === kind}
              onClick={() => setSearch(kind === "rows" ? { show: "rows" } : {}, { replace: true })}
            >
              {kind === "rows" ? "Rows" : titleOf(view.data)}
            </button>
          ))}
        </fieldset>
      )}
      {shown === "rows" ? (
        <RowsPart key={checkpoint.data.digest} checkpoint={checkpoint.data} />
      ) : view.error ? (
        <div className="view">
          <Findings error={view.error} />
        </div>
      ) : (
        <ViewPart view={view.data} />
      )}
    </main>
  );
}

/** Where the checkpoint is looked at: the output that the address names, else the newest that holds it. */
function placeOf(
  run: string | undefined,
  step: string | undefined,
  port: string | undefined,
  origin: string | undefined,
  madeBy: readonly MadeBy[],
): MadeBy | undefined {
  if (!run || !step || !port) {
    return madeBy[0];
  }

  const from = madeBy.find((made) => made.origin === origin)?.from ?? origin;
  return { run, step, port, origin, from };
}

function ViewPart({ view }: { view: View | undefined }) {
  switch (view?.kind) {
    case "model":
      return <ModelPart view={view} />;
    case "metrics":
      return <MetricsPart view={view} />;
    case "report":
      return <ReportPart view={view} />;
    default:
      return null;
  }
}

function titleOf(view: View | undefined): string {
  switch (view?.kind) {
    case "model":
      return "Model";
    case "metrics":
      return "Metrics";
    case "report":
      return view.confusion ? "Matrix" : "Curves";
    default:
      return "View";
  }
}
