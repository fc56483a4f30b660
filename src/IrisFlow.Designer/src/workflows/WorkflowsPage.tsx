import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { Link } from "react-router";
import type { Action } from "../actions/action";
import { useActions } from "../actions/registry";
import { listWorkflows, type WorkflowItem } from "../api/workflows";
import { ImportDialog } from "./ImportDialog";
import { NewWorkflowDialog } from "./NewWorkflowDialog";
import { RunState } from "./RunState";
import { type By, sorted } from "./sorting";
import { WorkflowMenu } from "./WorkflowMenu";
import "./workflows.css";

type Shown = { dialog: "new"; of?: string } | { dialog: "import" } | null;

/** All workflows of the workspace: how each is, and the ways to begin another. */
export function WorkflowsPage() {
  const workflows = useQuery({
    queryKey: ["workflows"],
    queryFn: ({ signal }) => listWorkflows(signal),
    throwOnError: true,
  });
  const [shown, show] = useState<Shown>(null);
  const [words, setWords] = useState("");
  const [order, setOrder] = useState<{ by: By; down: boolean }>({ by: "workflow", down: false });
  const items = workflows.data?.items ?? [];
  const found = sorted(items, words, order.by, order.down);
  useActions(
    useMemo(
      (): Action[] => [
        {
          id: "workflows.new",
          label: "Begin a new workflow",
          section: "File",
          keys: ["N"],
          run: () => show({ dialog: "new" }),
        },
        {
          id: "workflows.import",
          label: "Import a workflow from a file",
          section: "File",
          run: () => show({ dialog: "import" }),
        },
      ],
      [],
    ),
  );
  const head = (by: By, label: string) => (
    <th scope="col" aria-sort={order.by === by ? (order.down ? "descending" : "ascending") : "none"}>
      <button type="button" className="sort" onClick={() => setOrder({ by, down: order.by === by && !order.down })}>
        {label}
        <span aria-hidden="true">{order.by === by ? (order.down ? " ↓" : " ↑") : ""}</span>
      </button>
    </th>
  );
  return (
    <main className="page workflows">
      <header>
        <h1>Workflows</h1>
        {items.length > 0 && (
          <input
            type="search"
            aria-label="Search workflows"
            placeholder="Search"
            value={words}
            onChange={(event) => setWords(event.target.value)}
          />
        )}
        <button type="button" onClick={() => show({ dialog: "import" })}>
          Import…
        </button>
        <button type="button" className="primary" onClick={() => show({ dialog: "new" })}>
          New workflow
        </button>
      </header>
      {workflows.isPending && <p role="status">Loading…</p>}
      {workflows.isSuccess && items.length === 0 && (
        <section className="empty">
          <h2>There are none yet</h2>
          <p>
            A workflow is a graph of steps: read a table, prepare it, train a model, measure it. Each step keeps its
            result, so the next run does only what changed.
          </p>
          <p>
            Begin one here, import a file, or type <code>irisflow new NAME</code>.
          </p>
        </section>
      )}
      {items.length > 0 && (
        <table className="plain">
          <thead>
            <tr>
              {head("workflow", "Workflow")}
              {head("steps", "Steps")}
              {head("findings", "Check")}
              {head("lastRun", "Last run")}
              <th scope="col">
                <span className="visually-hidden">Actions</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {found.map((item) => (
              <Row key={item.workflow} item={item} onCopy={() => show({ dialog: "new", of: item.workflow })} />
            ))}
          </tbody>
        </table>
      )}
      {items.length > 0 && found.length === 0 && <p role="status">No workflow has “{words}” in its name or note.</p>}
      {shown?.dialog === "new" && (
        <NewWorkflowDialog of={shown.of} workflows={items.map((item) => item.workflow)} onClose={() => show(null)} />
      )}
      {shown?.dialog === "import" && <ImportDialog onClose={() => show(null)} />}
    </main>
  );
}

function Row({ item, onCopy }: { item: WorkflowItem; onCopy: () => void }) {
  return (
    <tr>
      <td>
        <Link className="workflow-name" to={`/workflows/${encodeURIComponent(item.workflow)}`}>
          {item.workflow}
        </Link>
        {item.hasDraft && <span className="pill busy">draft</span>}
        {item.inCode && <span className="pill soft">in code</span>}
        {item.note && <p className="hint">{item.note}</p>}
      </td>
      <td>{item.steps ?? "–"}</td>
      <td>
        {item.findings > 0 ? (
          <span className="pill bad">
            {item.findings} error{item.findings === 1 ? "" : "s"}
          </span>
        ) : (
          <span className="soft">fine</span>
        )}
      </td>
      <td>
        <RunState run={item.lastRun} />
      </td>
      <td>
        <WorkflowMenu item={item} onCopy={onCopy} />
      </td>
    </tr>
  );
}
