import { Handle, type NodeProps, Position } from "@xyflow/react";
import { memo } from "react";
import { groupsOf, stepOf } from "../document/document";
import type { NodeState, OpenWorkflow } from "../document/store";
import { useDocument, useDocumentStore } from "../document/useDocument";
import { keepPlaces } from "./adding";
import { edit } from "./edit";
import { FindingsBadge } from "./FindingsBadge";
import { findingsOf } from "./findings";
import type { FlowNode } from "./flow";

/** A frame around steps that belong together. */
export const GroupNode = memo(function GroupNode({ data }: NodeProps<FlowNode>) {
  const group = useDocument((open) => groupNamed(open, data.name));
  return (
    <div className="group-frame">
      <header>
        <FoldButton id={data.name} label={group?.label ?? ""} collapsed={false} />
        <span>{group?.label}</span>
      </header>
    </div>
  );
});

/** A group that is folded: one box for all its steps, with what there is to say of them. */
export const FoldedNode = memo(function FoldedNode({ data }: NodeProps<FlowNode>) {
  const group = useDocument((open) => groupNamed(open, data.name));
  const count = useDocument((open) => group?.steps.filter((name) => stepOf(open.history.document, name)).length ?? 0);
  const all = useDocument((open) => open.findings);
  const state = useDocument((open) => foremost(group?.steps ?? [], open.nodeState));
  return (
    <div className="step group-folded" data-state={state?.state}>
      <Handle type="target" position={Position.Left} id="in" isConnectable={false} className="port port-group" />
      <div className="step-name">
        <FoldButton id={data.name} label={group?.label ?? ""} collapsed />
        <span className="step-title">{group?.label}</span>
        <FindingsBadge findings={group?.steps.flatMap((name) => findingsOf(all, name)) ?? []} />
      </div>
      <div className="step-uses">
        <span>{count === 1 ? "1 step" : `${count} steps`}</span>
        {state && <span className={`step-state state-${state.state}`}>{state.state}</span>}
      </div>
      <Handle type="source" position={Position.Right} id="out" isConnectable={false} className="port port-group" />
    </div>
  );
});

const groupNamed = (open: OpenWorkflow, id: string) => groupsOf(open.history.document).find((group) => group.id === id);

const order: readonly NodeState["state"][] = ["failed", "running", "cancelled", "waiting", "stale"];

/** Of the states of a group's steps the one that one wants to know first. */
export function foremost(steps: readonly string[], states: OpenWorkflow["nodeState"]): NodeState | undefined {
  const all = steps.flatMap((name) => (Object.hasOwn(states, name) ? (states[name] ?? []) : []));
  return order.flatMap((state) => all.find((one) => one.state === state) ?? [])[0] ?? all[0];
}

function FoldButton({ id, label, collapsed }: { id: string; label: string; collapsed: boolean }) {
  const store = useDocumentStore();
  return (
    <button
      type="button"
      className="fold nodrag"
      aria-expanded={!collapsed}
      aria-label={`${collapsed ? "Unfold" : "Fold"} ${label}`}
      onClick={() => {
        const open = store.getState();
        edit(store, [...keepPlaces(open), { do: "change-group", id, collapsed: !collapsed }], {
          label: collapsed ? "unfold a group" : "fold a group",
        });
      }}
    >
      {collapsed ? "▸" : "▾"}
    </button>
  );
}
