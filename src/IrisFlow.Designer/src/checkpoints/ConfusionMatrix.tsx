import { Bars } from "./Bars";
import type { Confusion } from "./documents";
import { Plot } from "./Plot";
import { count, share } from "./words";

const mostClasses = 40;

/** How often a class was taken for another: a matrix, and of more classes than fit the screen the mistakes that are made most. */
export function ConfusionMatrix({ confusion }: { confusion: Confusion }) {
  if (Math.max(confusion.actual.length, confusion.predicted.length) > mostClasses) {
    return <Mistakes confusion={confusion} />;
  }

  const most = confusion.counts.flat().reduce((a, b) => Math.max(a, b), 1);
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
            {confusion.predicted.map((name, j) => (
              <th key={j} scope="col">
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
              <tr key={i}>
                <th scope="row">{name}</th>
                {confusion.predicted.map((predicted, j) => {
                  const value = counts[j] ?? 0;
                  const strength = Math.round((value / most) * 30);
                  return (
                    <td
                      key={j}
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

function Mistakes({ confusion }: { confusion: Confusion }) {
  const all = mistakesIn(confusion);
  return (
    <section>
      <p className="soft">
        {count(confusion.actual.length)} classes: the matrix is under Rows, and here are the mistakes.
      </p>
      <Bars
        level={2}
        title="Most frequent mistakes"
        file="confusion"
        columns={["actual", "predicted", "count"]}
        bars={all.map((m) => ({
          label: `${m.actual} → ${m.predicted}`,
          value: m.count,
          row: [m.actual, m.predicted, m.count],
        }))}
      />
      {all.length === 0 && <p>No row was taken for another class.</p>}
    </section>
  );
}

/** The classes that were taken for others and how often, the most frequent first. */
export function mistakesIn(confusion: Confusion): { actual: string; predicted: string; count: number }[] {
  return confusion.counts
    .flatMap((counts, i) =>
      counts.map((count, j) => ({ actual: confusion.actual[i] ?? "", predicted: confusion.predicted[j] ?? "", count })),
    )
    .filter((m) => m.count > 0 && m.actual !== m.predicted)
    .sort((a, b) => b.count - a.count);
}
