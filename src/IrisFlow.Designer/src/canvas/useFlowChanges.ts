import type { Connection, EdgeChange, NodeChange } from "@xyflow/react";
import { useMemo } from "react";
import { announce } from "../app/announce";
import type { Command } from "../document/commands";
import { groupsOf, type Point } from "../document/document";
import type { Input } from "../document/store";
import type { CanvasContext } from "./actions/context";
import { standsAt } from "./actions/context";
import { keepPlaces } from "./adding";
import { useCanvas } from "./canvasState";
import { refusalOf, wiredSentence } from "./connection";
import { edit } from "./edit";
import { type FlowEdge, type FlowNode, groupBox, groupNode, idOf, noteNode, selectionOf } from "./flow";
import { snapped } from "./geometry";
import { isGivenUp } from "./givingUp";
import { endsOf } from "./handles";

/** From what the pointer does on the canvas to the document: nothing is kept in between but where things are dragged to. */
export function useFlowChanges(context: CanvasContext) {
  return useMemo(() => {
    const open = () => context.store.getState();
    const document = () => open().history.document;
    const valid = (connection: Connection | FlowEdge) => {
      const ends = endsOf(connection);
      return ends !== undefined && refusalOf(document(), context.catalog(), ends.from, ends.to) === undefined;
    };
    return {
      onNodesChange: (changes: NodeChange<FlowNode>[]) => {
        drag(context, changes);
        pick(context, changes);
      },
      onEdgesChange: (changes: EdgeChange<FlowEdge>[]) => pickWires(context, changes),
      isValidConnection: valid,
      onConnect: (connection: Connection) => {
        const ends = endsOf(connection);
        const sentence = ends && wiredSentence(document(), ends.from, ends.to);
        if (sentence && !isGivenUp() && edit(context.store, { do: "wire", ...ends })) {
          announce(sentence);
        }
      },
      onReconnect: (edge: FlowEdge, connection: Connection) => {
        const ends = endsOf(connection);
        const moved: Command[] =
          edge.data && ends
            ? [
                { do: "unwire", ...edge.data.wire },
                { do: "wire", ...ends },
              ]
            : [];
        const sentence = ends && wiredSentence(document(), ends.from, ends.to);
        if (sentence && edit(context.store, moved, { label: "move a wire" })) {
          announce(sentence);
        }
      },
    };
  }, [context]);
}

/** What is dragged is at its new place for the eye only; where it is dropped is one entry of the history. */
function drag(context: CanvasContext, changes: readonly NodeChange<FlowNode>[]): void {
  const moves = changes.flatMap((change) =>
    change.type === "position" && change.position
      ? [{ id: change.id, to: change.position, dragging: change.dragging ?? false }]
      : [],
  );
  if (moves.length === 0) {
    return;
  }

  const places = Object.fromEntries(moves.flatMap(({ id, to }) => movesOf(context, id, to)));
  if (moves.some((move) => move.dragging)) {
    useCanvas.getState().setDragged({ ...useCanvas.getState().dragged, ...places });
    return;
  }

  const open = context.store.getState();
  if (isGivenUp()) {
    return;
  }

  const all = Object.entries({ ...useCanvas.getState().dragged, ...places });
  const steps = all.filter(([id]) => !id.includes(":")).map(([id, place]) => [id, snapped(place)] as const);
  const notes = all.filter(([id]) => id.startsWith("note:")).map(([id, place]) => [idOf(id), snapped(place)] as const);
  const command: Command = { do: "move", steps: Object.fromEntries(steps), notes: Object.fromEntries(notes) };
  useCanvas.getState().setDragged(undefined);
  edit(context.store, [...keepPlaces(open), command], { label: "move" });
}

/** A group that is dragged takes its steps along. */
function movesOf(context: CanvasContext, id: string, to: Point): [string, Point][] {
  const { document } = context.store.getState().history;
  const group = groupsOf(document).find((one) => groupNode(one.id) === id);
  if (!group) {
    return [[id, to]];
  }

  const { dragged } = useCanvas.getState();
  const from =
    dragged?.[id] ?? groupBox({ document, placed: context.store.getState().placed }, context.catalog(), group) ?? to;
  const moved = group.steps.map((name): [string, Point] => {
    const at = dragged?.[name] ?? standsAt(context, name);
    return [name, { x: at.x + to.x - from.x, y: at.y + to.y - from.y }];
  });
  return [[id, to], ...moved];
}

function pick(context: CanvasContext, changes: readonly NodeChange<FlowNode>[]): void {
  const picks = changes.filter((change) => change.type === "select");
  if (picks.length === 0) {
    return;
  }

  const { selection, select } = context.store.getState();
  const chosen = new Set([...selection.steps, ...selection.groups.map(groupNode), ...selection.notes.map(noteNode)]);
  for (const change of picks) {
    if (change.selected) {
      chosen.add(change.id);
    } else {
      chosen.delete(change.id);
    }
  }

  select({ ...selectionOf([...chosen]), wires: selection.wires });
}

function pickWires(context: CanvasContext, changes: readonly EdgeChange<FlowEdge>[]): void {
  const { selection, select } = context.store.getState();
  const picks = changes.filter((change) => change.type === "select");
  const changed = new Set(picks.map((change) => change.id));
  if (picks.length > 0) {
    const others = selection.wires.filter(({ step, port }) => !changed.has(`${step}.${port}`));
    const picked = picks.flatMap(({ id, selected }) => (selected ? [inputOf(id)] : []));
    select({ ...selection, wires: [...others, ...picked] });
  }
}

/** A wire is called by the input that it ends at. */
function inputOf(id: string): Input {
  const dot = id.indexOf(".");
  return { step: id.slice(0, dot), port: id.slice(dot + 1) };
}
