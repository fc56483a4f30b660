import { Bars } from "./Bars";
import type { LearnedFigure, ModelView } from "./documents";

/** A model: what it was trained with, what it learned, and what happens to rows before it sees them. */
export function ModelPart({ view }: { view: ModelView }) {
  const { kind, ...parameters } = view.trainer;
  return (
    <div className="view">
      <section>
        <h2>{kind}</h2>
        <dl className="facts">
          <div>
            <dt>predicts</dt>
            <dd>
              {view.target} ({view.targetType}): {view.classes.join(", ")}
            </dd>
          </div>
          <div>
            <dt>from</dt>
            <dd>{view.features.join(", ") || "no feature"}</dd>
          </div>
          {Object.entries(parameters).map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{JSON.stringify(value)}</dd>
            </div>
          ))}
        </dl>
        <h3>Preparation</h3>
        {view.preparation.length === 0 ? (
          <p className="soft">None: it was trained on the rows as they came.</p>
        ) : (
          <ol>
            {view.preparation.map(({ kind: name, ...learned }) => (
              <li key={`${name} ${JSON.stringify(learned)}`}>
                {name}
                <pre className="learned">{JSON.stringify(learned, null, 2)}</pre>
              </li>
            ))}
          </ol>
        )}
      </section>
      <div>
        {view.meaning && <p className="soft">{view.meaning}</p>}
        {figuresOf(view).map(({ title, figures }) => (
          <Bars
            key={title}
            title={title}
            file={title.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-")}
            columns={["class", "feature", "value"]}
            bars={figures.map((f) => ({
              label: f.feature ?? f.class ?? "",
              value: Number(f.value),
              row: [f.class, f.feature, f.value],
            }))}
          />
        ))}
      </div>
    </div>
  );
}

/** The pictures of a model: one a class for coefficients, in which the intercept has a name of its own. */
export function figuresOf(view: ModelView): { title: string; figures: LearnedFigure[] }[] {
  if (view.coefficients) {
    const of = view.coefficients;
    return [...new Set(of.map((c) => c.class))].map((name) => ({
      title: `Coefficients of ${name}`,
      figures: of.filter((c) => c.class === name).map((c) => ({ ...c, feature: c.feature ?? "(intercept)" })),
    }));
  }

  if (view.importances) {
    const sorted = [...view.importances].sort((a, b) => Number(b.value) - Number(a.value));
    return [{ title: "Importance of features", figures: sorted }];
  }

  return view.shares ? [{ title: "Share of classes", figures: view.shares }] : [];
}
