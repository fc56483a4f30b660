import { Handle, type NodeProps, Position } from "@xyflow/react";
import { memo } from "react";
import { groupsOf } from "../document/document";
import { useDocument, useDocumentStore } from "../document/useDocument";
import { keepPlaces } from "./adding";
import type { FlowNode } from "./flow";

/** A frame around steps that belong together. */
export const GroupNode = memo(function GroupNode({ data }: NodeProps<FlowNode>) {
  const group = useDocument((open) => groupsOf(open.history.document).find((one) => one.id === data.name));
  return (
    <div className="group-frame">
      <header>
        <FoldButton id={data.name} label={group?.label ?? ""} collapsed={false} />
        <span>{group?.label}</span>
      </header>
    </div>
  );
});

/** A group that is folded: one box for all its steps. */
export const FoldedNode = memo(function FoldedNode({ data }: NodeProps<FlowNode>) {
  const group = useDocument((open) => groupsOf(open.history.document).find((one) => one.id === data.name));
  return (
    <div className="step group-folded">
      <Handle type="target" position={Position.Left} id="in" isConnectable={false} className="port port-group" />
      <div className="step-name">
        <FoldButton id={data.name} label={group?.label ?? ""} collapsed />
        <span className="step-title">{group?.label}</span>
      </div>
      <div className="step-uses">{group?.steps.length} steps</div>
      <Handle type="source" position={Position.Right} id="out" isConnectable={false} className="port port-group" />
    </div>
  );
});

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
        open.perform([...keepPlaces(open), { do: "change-group", id, collapsed: !collapsed }], {
          label: collapsed ? "unfold a group" : "fold a group",
        });
      }}
    >
      {collapsed ? "▸" : "▾"}
    </button>
  );
}
