import { useCatalog, usePolicySchema } from "../activities/activities";
import { stepOf } from "../document/document";
import { member } from "../document/json";
import { pointerOf } from "../document/pointer";
import { useDocument, useDocumentStore } from "../document/useDocument";
import { stepOfFinding } from "../findings/places";
import { type FormSurroundings, findingsAt, Surroundings } from "../forms/context";
import { FieldFindings } from "../forms/FieldFindings";
import { SchemaForm } from "../forms/SchemaForm";
import type { JsonSchema } from "../forms/schema";
import { ActivityHelp } from "./ActivityHelp";
import { useReplace } from "./editing";
import { InCode } from "./InCode";
import { JsonTab } from "./JsonTab";
import { NoteField } from "./NoteField";
import { StepNames } from "./StepNames";
import { useReadOnly, useStepSurroundings } from "./surroundings";
import { Tabs } from "./Tabs";
import { Wires } from "./Wires";

/** Everything about a step. */
export function StepInspector({ name }: { name: string }) {
  const store = useDocumentStore();
  const raw = useDocument((open) => member(member(open.history.document.definition, "steps"), name));
  const step = useDocument((open) => stepOf(open.history.document, name));
  const replace = useReplace();
  const activity = useCatalog().data?.get(step?.uses ?? "");
  const policy = usePolicySchema();
  const readOnly = useReadOnly();
  const around = useStepSurroundings(name);
  if (!step) {
    return null;
  }
  const pointer = pointerOf(["steps", name]);
  const here = (key: string): FormSurroundings => ({ ...around, pointer: `${pointer}/${key}` });
  const change =
    (key: "with" | "policy", label: string) => (value: Readonly<Record<string, unknown>>, typed?: string) =>
      replace(["steps", name, key], Object.keys(value).length === 0 ? undefined : (value as never), {
        label: `${label} of ${name}`,
        typing: typed,
      });
  const rest = around.findings.filter((one) => stepOfFinding(one) === name && isOfStep(one.pointer, pointer));

  return (
    <div className="inspector-step" onBlur={() => store.getState().seal()}>
      <StepNames
        name={name}
        uses={step.uses}
        activity={activity}
        findings={findingsAt(around.findings, `${pointer}/uses`)}
      />
      <Tabs
        label={`Views of ${name}`}
        form={
          <>
            <InCode />
            <FieldFindings findings={rest} />
            {activity && <ActivityHelp activity={activity} />}
            <section aria-labelledby="inspector-parameters">
              <h3 id="inspector-parameters">Parameters</h3>
              <SchemaForm
                // Another activity has other fields, and which of them are folded away is decided once.
                key={activity?.uses}
                id="with"
                schema={(activity?.schema as JsonSchema | undefined) ?? {}}
                value={step.with}
                around={here("with")}
                onChange={change("with", "change the parameters")}
              />
            </section>
            <Surroundings.Provider value={around}>
              <Wires step={step} activity={activity} pointer={pointer} />
            </Surroundings.Provider>
            <details open={Object.keys(step.policy).length > 0 || undefined}>
              <summary>
                <h3>How it is carried out</h3>
                {Object.keys(step.policy).length > 0 && (
                  <span className="pill soft">{Object.keys(step.policy).length} set</span>
                )}
              </summary>
              <SchemaForm
                id="policy"
                schema={(policy as JsonSchema | undefined) ?? {}}
                value={step.policy}
                around={here("policy")}
                onChange={change("policy", "change the policy")}
              />
            </details>
            <NoteField step={name} note={step.note ?? ""} pointer={`${pointer}/note`} />
          </>
        }
        json={
          <JsonTab
            of={`step ${name}`}
            value={raw ?? {}}
            onValue={(value, typing) => replace(["steps", name], value, { label: `edit the text of ${name}`, typing })}
            findings={around.findings.filter((one) => stepOfFinding(one) === name)}
            readOnly={readOnly}
          />
        }
      />
    </div>
  );
}

/** True for what is said of the step as a whole, not of one of its fields. */
function isOfStep(place: string | undefined, pointer: string): boolean {
  return !place || place === pointer || !/^\/(with|from|policy|uses|note)(\/|$)/.test(place.slice(pointer.length));
}
