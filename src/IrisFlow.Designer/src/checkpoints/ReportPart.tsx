import { ConfusionMatrix } from "./ConfusionMatrix";
import { CurvePlot } from "./CurvePlot";
import type { MetricsView, ReportView } from "./documents";
import { Plot } from "./Plot";
import { figure } from "./words";

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
