import { useParams, useSearchParams } from "react-router";
import { useCheckpoint, useRun, useView } from "./asks";
import { CheckpointHeader } from "./CheckpointHeader";
import type { MadeBy, View } from "./documents";
import { Findings } from "./Findings";
import { ModelPart } from "./ModelPart";
import { MetricsPart, ReportPart } from "./ReportPart";
import { RowsPart } from "./RowsPart";
import "./checkpoint.css";

/** A checkpoint, named by an output of a run or by its digest. */
export function CheckpointPage() {
  const { run, step, port, digest: named } = useParams();
  const record = useRun(run);
  const outputs = record.data?.steps.find((s) => s.name === step)?.outputs ?? [];
  const output = outputs.find((o) => o.port === port);
  const digest = named ?? output?.digest;
  const checkpoint = useCheckpoint(digest);
  const view = useView(digest);
  const [search, setSearch] = useSearchParams();
  const place: MadeBy | undefined = run && step && port ? { run, step, port } : checkpoint.data?.madeBy[0];
  const error = record.error ?? checkpoint.error;
  const isMissing = record.isSuccess && output === undefined && named === undefined;
  if (error || isMissing) {
    return (
      <main className="page">
        <h1>{step ? `${step}.${port}` : "Checkpoint"}</h1>
        {error ? (
          <Findings error={error} />
        ) : (
          <p role="alert">
            Step {step} of the run has no output {port}
            {outputs.length > 0 && `; it has ${outputs.map((o) => o.port).join(", ")}`}.
          </p>
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
      <CheckpointHeader checkpoint={checkpoint.data} place={place} workflow={record.data?.workflow} outputs={outputs} />
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
