import { useId, useState } from "react";
import { Bars } from "./Bars";
import type { LearnedFigure, ModelView } from "./documents";
import { count } from "./words";

// A plot a class, while that fits a page.
const mostPlots = 6;

/** A model: what it was trained with, what it learned, and what happens to rows before it sees them. */
export function ModelPart({ view }: { view: ModelView }) {
  const { kind, ...parameters } = view.trainer;
  const [chosen, setChosen] = useState(0);
  const groups = figuresOf(view);
  const ids = useId();
  return (
    <div className="view">
      <section>
        <h2>{kind}</h2>
        <dl className="facts">
          <div>
            <dt>predicts</dt>
            <dd>
              {view.target} ({view.targetType}){view.classes.length > 0 && `: ${some(view.classes)}`}
            </dd>
          </div>
          <div>
            <dt>from</dt>
            <dd>{some(view.features) || "no feature"}</dd>
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
        {groups.length > mostPlots && (
          <p>
            <label htmlFor={`${ids}-class`}>Class</label>{" "}
            <select id={`${ids}-class`} value={chosen} onChange={(event) => setChosen(Number(event.target.value))}>
              {groups.map(({ name }, i) => (
                <option key={i} value={i}>
                  {name}
                </option>
              ))}
            </select>
          </p>
        )}
        {(groups.length > mostPlots ? groups.slice(chosen, chosen + 1) : groups).map(({ title, figures }) => (
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

/** Names in a sentence; of very many the first. */
function some(names: readonly string[]): string {
  return names.length <= 100
    ? names.join(", ")
    : `${names.slice(0, 100).join(", ")} and ${count(names.length - 100)} more`;
}

/** The pictures of a model: one a class for coefficients, in which the intercept has a name of its own. */
export function figuresOf(view: ModelView): { name: string; title: string; figures: LearnedFigure[] }[] {
  if (view.coefficients) {
    const classes = new Map<string | null, LearnedFigure[]>();
    for (const figure of view.coefficients) {
      const of = classes.get(figure.class) ?? [];
      of.push({ ...figure, feature: figure.feature ?? "(intercept)" });
      classes.set(figure.class, of);
    }

    return [...classes].map(([name, figures]) => ({
      name: name ?? view.target,
      title: `Coefficients of ${name ?? view.target}`,
      figures,
    }));
  }

  if (view.importances) {
    const sorted = [...view.importances].sort((a, b) => Number(b.value) - Number(a.value));
    return [{ name: "", title: "Importance of features", figures: sorted }];
  }

  return view.shares ? [{ name: "", title: "Share of classes", figures: view.shares }] : [];
}
