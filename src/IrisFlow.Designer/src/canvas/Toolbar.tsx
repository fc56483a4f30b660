import { ActionButton } from "../actions/ActionButton";
import { useDocument } from "../document/useDocument";
import { RunBar } from "../running/RunBar";
import { SaveBar } from "../saving/SaveBar";

const icons = {
  undo: "M5 4 2 7l3 3M2 7h7a4 4 0 0 1 0 8H7",
  redo: "M11 4l3 3-3 3M14 7H7a4 4 0 0 0 0 8h2",
  add: "M8 3v10M3 8h10",
  layout: "M2 3h4v3H2zM2 10h4v3H2zM10 6h4v4h-4zM6 4.5h2V8h2M6 11.5h2V8",
  fit: "M2 6V2h4M10 2h4v4M14 10v4h-4M6 14H2v-4",
  group: "M3 3h10v10H3zM5.5 6h5M5.5 10h5",
  note: "M3 2h10v8l-3 4H3zM10 14v-4h3",
  commands: "M3 5l3 3-3 3M8 12h5",
};

/** What is done most, as buttons: each is an action of the table. */
export function Toolbar() {
  const workflow = useDocument((open) => open.workflow);
  const inCode = useDocument((open) => open.inCode);
  return (
    <div className="toolbar" role="toolbar" aria-label="Workflow">
      <h1>{workflow}</h1>
      {inCode && <span className="tag">in code</span>}
      <Tool id="edit.undo" icon="undo" />
      <Tool id="edit.redo" icon="redo" />
      <span className="toolbar-line" />
      <ActionButton id="steps.add" className="tool tool-words">
        <Icon name="add" /> Add step
      </ActionButton>
      <Tool id="arrange.group" icon="group" />
      <Tool id="arrange.note" icon="note" />
      <Tool id="arrange.layout" icon="layout" />
      <Tool id="view.fit" icon="fit" />
      <Tool id="app.commands" icon="commands" />
      <span className="toolbar-space" />
      <SaveBar />
      <RunBar />
    </div>
  );
}

function Tool({ id, icon }: { id: string; icon: keyof typeof icons }) {
  return (
    <ActionButton id={id} className="tool">
      <Icon name={icon} />
    </ActionButton>
  );
}

function Icon({ name }: { name: keyof typeof icons }) {
  return (
    <svg className="icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
      <path d={icons[name]} />
    </svg>
  );
}
