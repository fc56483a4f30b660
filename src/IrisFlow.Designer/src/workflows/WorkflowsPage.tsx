import { useQuery } from "@tanstack/react-query";
import { get } from "../api/client";
import type { Page, WorkflowItem } from "../api/documents";

/** All workflows of the workspace. */
export function WorkflowsPage() {
  const workflows = useQuery({
    queryKey: ["workflows"],
    queryFn: ({ signal }) => get<Page<WorkflowItem>>("/api/workflows", signal),
    throwOnError: true,
  });
  const items = workflows.data?.items ?? [];
  return (
    <main className="page">
      <h1>Workflows</h1>
      {workflows.isPending && <p role="status">Loading…</p>}
      {workflows.isSuccess && items.length === 0 && (
        <p>
          There are none yet. On the command line, <code>irisflow new workflow NAME</code> begins one.
        </p>
      )}
      {items.length > 0 && (
        <table className="plain">
          <thead>
            <tr>
              <th scope="col">Workflow</th>
              <th scope="col">Steps</th>
            </tr>
          </thead>
          <tbody>
            {items.map((item) => (
              <tr key={item.workflow}>
                <td>
                  <a href={`/workflows/${encodeURIComponent(item.workflow)}`}>{item.workflow}</a>
                </td>
                <td>{item.steps ?? "–"}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </main>
  );
}
