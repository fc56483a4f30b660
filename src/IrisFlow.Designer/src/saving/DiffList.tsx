import type { Difference, FieldChange, NodeChange } from "../document/diff";
import { countOf } from "../document/diff";
import type { Json } from "../document/json";
import { writeJson } from "../document/jsonText";

/** What differs, node by node; steps that only stand elsewhere are folded away. */
export function DiffList({ changes, none }: { changes: Difference; none: string }) {
  return (
    <div className="diff">
      {countOf(changes) === 0 && <p className="hint">{none}</p>}
      {changes.workflow.length > 0 && (
        <section>
          <h3>Workflow</h3>
          <Fields fields={changes.workflow} />
        </section>
      )}
      <Nodes label="Parameters" nodes={changes.parameters} />
      <Nodes label="Steps" nodes={changes.steps} />
      {changes.moved.length > 0 && (
        <details>
          <summary>
            {changes.moved.length} step{changes.moved.length === 1 ? " stands" : "s stand"} elsewhere
          </summary>
          <p className="hint">{changes.moved.join(", ")}</p>
        </details>
      )}
    </div>
  );
}

function Nodes({ label, nodes }: { label: string; nodes: readonly NodeChange[] }) {
  if (nodes.length === 0) {
    return null;
  }
  return (
    <section>
      <h3>{label}</h3>
      {nodes.map((node) => (
        <details key={node.name} open className="diff-node">
          <summary>
            <ChangeBadge change={node.change} /> <strong>{node.name}</strong>
          </summary>
          <Fields fields={node.fields} />
        </details>
      ))}
    </section>
  );
}

/** Added, removed or changed: as a word and as a colour. */
export function ChangeBadge({ change }: { change: NodeChange["change"] }) {
  return <span className={`pill ${{ added: "good", removed: "bad", changed: "busy" }[change]}`}>{change}</span>;
}

function Fields({ fields }: { fields: readonly FieldChange[] }) {
  return (
    <table className="plain diff-fields">
      <thead className="visually-hidden">
        <tr>
          <th scope="col">Field</th>
          <th scope="col">Before</th>
          <th scope="col">After</th>
        </tr>
      </thead>
      <tbody>
        {fields.map((field) => (
          <tr key={field.path.join("\u0000")}>
            <th scope="row">{field.path.join(" › ")}</th>
            <td>{field.before !== undefined && <Value side="before" value={field.before} />}</td>
            <td>{field.after !== undefined && <Value side="after" value={field.after} />}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** A value of one side; nothing where the side has none. */
export function Value({ value, side }: { value: Json | undefined; side: string }) {
  return value === undefined ? (
    <span className="hint">none</span>
  ) : (
    <code className={`diff-value ${side}`}>{textOf(value)}</code>
  );
}

// On one line where it fits.
function textOf(value: Json): string {
  const short = typeof value === "string" ? value : writeJson(value);
  return typeof value === "string" || short.length <= 60 ? short : writeJson(value, 1);
}
