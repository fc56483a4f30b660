import { isObject, textIn } from "../document/json";
import { useDocument, useDocumentStore } from "../document/useDocument";
import { stepOfFinding } from "../findings/places";
import { FieldFindings } from "../forms/FieldFindings";
import { ScheduleSection } from "../schedules/form/ScheduleSection";
import { InCode } from "./InCode";
import { JsonTab } from "./JsonTab";
import { NoteField } from "./NoteField";
import { useReadOnly } from "./surroundings";
import { Tabs } from "./Tabs";
import { WorkflowParameters } from "./WorkflowParameters";

/** Everything about the workflow as a whole. */
export function WorkflowInspector() {
  const store = useDocumentStore();
  const workflow = useDocument((open) => open.workflow);
  const file = useDocument((open) => open.file);
  const inCode = useDocument((open) => open.inCode);
  const readOnly = useReadOnly();
  const definition = useDocument((open) => open.history.document.definition);
  const findings = useDocument((open) => open.findings);
  const rest = findings.filter(
    (one) => stepOfFinding(one) === undefined && !/^\/(parameters\/|schedule(\/|$))/.test(one.pointer ?? ""),
  );
  return (
    <div className="inspector-step" onBlur={() => store.getState().seal()}>
      <header className="inspector-head">
        <h2>{workflow}</h2>
        <p className="hint">
          {file ? <code>{file}</code> : "written in C#"}
          {file && inCode && ", also written in C#"}
        </p>
      </header>
      <Tabs
        label="Views of the workflow"
        form={
          <>
            <InCode />
            <FieldFindings findings={rest} />
            <NoteField note={textIn(definition, "note") ?? ""} pointer="/note" />
            <WorkflowParameters />
            <ScheduleSection />
            <p className="hint">Pick a step to see its parameters.</p>
          </>
        }
        json={
          <JsonTab
            of="workflow"
            value={definition}
            onValue={(value, typing) =>
              isObject(value) && store.getState().perform({ do: "replace-definition", definition: value }, { typing })
            }
            findings={findings}
            readOnly={readOnly}
          />
        }
      />
    </div>
  );
}
