import { CurvePlot } from "./CurvePlot";
import type { Confusion, MetricsView, ReportView } from "./documents";
import { Plot } from "./Plot";
import { count, figure, share } from "./words";

/** The figures of a run. */
export function MetricsPart({ view }: { view: MetricsView }) {
  return (
    <div className="view">
      <Plot
        title="Metrics"
        file="metrics"
        columns={["metric", "value"]}
        rows={view.metrics.map((m) => [m.name, m.value])}
      >
        <dl className="metrics">
          {view.metrics.map((metric) => (
            <div key={metric.name}>
              <dt>{metric.name}</dt>
              <dd>{figure(metric.value)}</dd>
            </div>
          ))}
        </dl>
      </Plot>
    </div>
  );
}

/** A confusion matrix, or the curves of the classes. */
export function ReportPart({ view }: { view: ReportView }) {
  return (
    <div className="view">
      {view.confusion && <ConfusionMatrix confusion={view.confusion} />}
      {view.roc && (
        <CurvePlot
          title="ROC"
          file="roc"
          x="false positive rate"
          y="true positive rate"
          diagonal
          columns={["class", "threshold", "falsePositiveRate", "truePositiveRate"]}
          curves={view.roc.map((curve) => ({
            name: curve.class,
            points: curve.points.map((p) => ({
              x: p.falsePositiveRate,
              y: p.truePositiveRate,
              row: [curve.class, p.threshold, p.falsePositiveRate, p.truePositiveRate],
            })),
          }))}
        />
      )}
      {view.precisionRecall && (
        <CurvePlot
          title="Precision and recall"
          file="precision-recall"
          x="recall"
          y="precision"
          diagonal={false}
          columns={["class", "threshold", "recall", "precision"]}
          curves={view.precisionRecall.map((curve) => ({
            name: curve.class,
            points: curve.points.map((p) => ({
              x: p.recall,
              y: p.precision,
              row: [curve.class, p.threshold, p.recall, p.precision],
            })),
          }))}
        />
      )}
    </div>
  );
}

function ConfusionMatrix({ confusion }: { confusion: Confusion }) {
  const most = Math.max(1, ...confusion.counts.flat());
  const rows = confusion.actual.map((name, i) => [name, ...(confusion.counts[i] ?? [])]);
  return (
    <Plot
      title="Confusion matrix"
      file="confusion"
      columns={["actual", ...confusion.predicted.map((p) => `predicted_${p}`)]}
      rows={rows}
    >
      <table className="confusion">
        <thead>
          <tr>
            <th scope="col">
              <span className="soft">actual ↓ predicted →</span>
            </th>
            {confusion.predicted.map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {confusion.actual.map((name, i) => {
            const counts = confusion.counts[i] ?? [];
            const all = counts.reduce((a, b) => a + b, 0);
            return (
              <tr key={name}>
                <th scope="row">{name}</th>
                {confusion.predicted.map((predicted, j) => {
                  const value = counts[j] ?? 0;
                  const strength = Math.round((value / most) * 30);
                  return (
                    <td
                      key={predicted}
                      className={predicted === name ? "confusion-right" : ""}
                      style={{
                        backgroundColor: `color-mix(in srgb, ${predicted === name ? "var(--good)" : "var(--bad)"} ${strength}%, var(--surface))`,
                      }}
                      title={`${share(value, all)} of ${name}`}
                    >
                      {count(value)}
                    </td>
                  );
                })}
              </tr>
            );
          })}
        </tbody>
      </table>
    </Plot>
  );
}
