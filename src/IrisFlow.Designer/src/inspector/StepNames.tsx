import type { Activity } from "../activities/activities";
import { useCatalog } from "../activities/activities";
import type { Finding } from "../api/client";
import { stepMapOf } from "../document/document";
import { pointerOf } from "../document/pointer";
import { useDocumentStore } from "../document/useDocument";
import { FieldFindings } from "../forms/FieldFindings";
import type { Suggest } from "../forms/suggest";
import { CommittedText } from "./CommittedText";

interface Props {
  name: string;
  uses: string;
  activity?: Activity;
  findings: readonly Finding[];
}

/** What a step is called, and what it is. */
export function StepNames({ name, uses, activity, findings }: Props) {
  const store = useDocumentStore();
  const catalog = useCatalog().data;
  const suggest: Suggest = (text) => ({
    from: 0,
    to: text.length,
    options: [...(catalog?.values() ?? [])]
      .filter((one) => text === uses || one.uses.includes(text))
      .map((one) => ({ label: one.uses, insert: one.uses, detail: one.summary })),
  });
  const rename = (to: string) => {
    const { perform, select } = store.getState();
    if (perform({ do: "rename-step", step: name, to })) {
      select({ steps: [to] });
    }
  };
  return (
    <header className="inspector-head" data-pointer={pointerOf(["steps", name])}>
      <h2 className="visually-hidden">Step {name}</h2>
      <label htmlFor="step-name" className="visually-hidden">
        Name of the step
      </label>
      <div className="name-field">
        <CommittedText
          id="step-name"
          value={name}
          refused={(text) =>
            text === ""
              ? "A step needs a name."
              : stepMapOf(store.getState().history.document).has(text)
                ? `There is a step '${text}' already.`
                : undefined
          }
          onCommit={rename}
        />
      </div>
      <label htmlFor="step-uses" className="visually-hidden">
        What the step uses
      </label>
      <div className="uses-field" data-pointer={pointerOf(["steps", name, "uses"])}>
        <CommittedText
          id="step-uses"
          value={uses}
          mono
          suggest={suggest}
          invalid={findings.length > 0}
          onCommit={(to) => store.getState().perform({ do: "set-uses", step: name, uses: to })}
        />
      </div>
      <FieldFindings findings={findings} />
      {activity && <p className="activity-summary">{activity.summary}</p>}
    </header>
  );
}
