import { Link } from "react-router";
import { part } from "../api/client";
import type { Output } from "../api/runs";
import { CheckpointPath } from "./CheckpointPath";
import { CopyLine } from "./CopyLine";
import { curlCommand, dataCommand, downloadOf } from "./commands";
import type { Checkpoint, MadeBy } from "./documents";
import { bytes, columnsOf, rowsOf } from "./words";

/** What a checkpoint is, the other outputs of its step, and how it is taken elsewhere. */
export function CheckpointHeader({
  checkpoint,
  place,
  workflow,
  outputs,
}: {
  checkpoint: Checkpoint;
  place: MadeBy | undefined;
  workflow: string | undefined;
  outputs: readonly Output[];
}) {
  const command = dataCommand(place);
  return (
    <header className="checkpoint-head">
      {place && <CheckpointPath place={place} workflow={workflow} />}
      <div className="checkpoint-title">
        <h1>{place ? `${place.step}.${place.port}` : `Checkpoint ${checkpoint.digest.slice(0, 12)}`}</h1>
        <span className="badge">{checkpoint.kind}</span>
        {place?.origin && <span className="badge badge-injected">your data</span>}
        <span className="soft">
          {rowsOf(checkpoint.rows)} · {columnsOf(checkpoint.columns.length)} · {bytes(checkpoint.bytes)}
        </span>
        <span className="checkpoint-actions">
          {place && (
            <Link className="button" to={`/lineage/${part(place.run)}/${part(place.step)}/${part(place.port)}`}>
              Lineage
            </Link>
          )}
          <a className="button" href={downloadOf(checkpoint.digest, "parquet")} download>
            Parquet
          </a>
          <a className="button" href={downloadOf(checkpoint.digest, "csv")} download>
            CSV
          </a>
          <a
            className="button"
            href={downloadOf(checkpoint.digest, "csv", true)}
            download
            title="Text that a spreadsheet would take for a formula gets an apostrophe"
          >
            CSV for spreadsheets
          </a>
        </span>
      </div>
      {place?.origin && (
        <p className="checkpoint-injected">
          In the place of what {place.step} makes: {place.from}. A run without it goes back to what {place.step} makes.
        </p>
      )}
      {checkpoint.condemned && (
        <p className="findings" role="status">
          gc has given up this checkpoint ({checkpoint.condemned.reason}); it is deleted after the grace time. A run
          that uses it keeps it.
        </p>
      )}
      {outputs.length > 1 && place && (
        <nav aria-label="Outputs of the step" className="ports">
          {outputs.map((output) => (
            <Link
              key={output.port}
              to={`/runs/${part(place.run)}/data/${part(place.step)}/${part(output.port)}`}
              aria-current={output.port === place.port ? "page" : undefined}
            >
              {output.port}
            </Link>
          ))}
        </nav>
      )}
      <details className="checkpoint-more">
        <summary>Where it is from, and how to fetch it</summary>
        <CopyLine label="digest" text={checkpoint.digest} />
        {command && <CopyLine label="command line" text={command} />}
        <CopyLine label="curl" text={curlCommand(window.location.origin, checkpoint)} />
        <h2 className="visually-hidden">Made by</h2>
        <ul className="made-by">
          {checkpoint.madeBy.map((made) => (
            <li key={`${made.run} ${made.step} ${made.port}`}>
              <Link to={`/runs/${part(made.run)}/data/${part(made.step)}/${part(made.port)}`}>
                run {made.run}, {made.step}.{made.port}
              </Link>
              {made.origin && `, from ${made.from ?? made.origin}`}
            </li>
          ))}
          {checkpoint.madeBy.length === 0 && <li>It is in no run: it was uploaded, or its runs were removed.</li>}
        </ul>
      </details>
    </header>
  );
}
