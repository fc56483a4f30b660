import { type NodeProps, NodeResizeControl } from "@xyflow/react";
import { memo } from "react";
import { notesOf } from "../document/document";
import { useDocument, useDocumentStore } from "../document/useDocument";
import { edit } from "./edit";
import type { FlowNode } from "./flow";
import { leastNote } from "./geometry";

/** A note on the canvas, for people. */
export const NoteNode = memo(function NoteNode({ data, selected }: NodeProps<FlowNode>) {
  const id = data.name;
  const store = useDocumentStore();
  const text = useDocument((open) => notesOf(open.history.document).find((note) => note.id === id)?.text ?? "");
  return (
    <div className="note">
      <textarea
        className="nodrag nowheel"
        aria-label="Note"
        placeholder="Write a note…"
        value={text}
        autoFocus={selected && text === ""}
        onChange={(event) => edit(store, { do: "change-note", id, text: event.target.value }, { typing: `note ${id}` })}
        onBlur={() => store.getState().seal()}
        onKeyDown={(event) =>
          event.key === "Escape" && event.currentTarget.closest<HTMLElement>(".react-flow__node")?.focus()
        }
      />
      {selected && (
        <NodeResizeControl
          className="note-size"
          minWidth={leastNote.width}
          minHeight={leastNote.height}
          onResizeEnd={(_, { width, height }) =>
            edit(store, { do: "change-note", id, width: Math.round(width), height: Math.round(height) })
          }
        />
      )}
    </div>
  );
});
