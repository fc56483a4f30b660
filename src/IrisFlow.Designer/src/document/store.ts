import { createStore, type StoreApi } from "zustand/vanilla";
import type { Finding } from "../api/client";
import type { Command } from "./commands";
import { emptyDocument, type Point, type WorkflowDocument } from "./document";
import * as history from "./history";
import { same } from "./json";

/** What the server says flows through a port: the columns are known before anything ran. */
export interface Shape {
  kind: string;
  columns?: { name: string; type: string; nullable: boolean; certain: boolean }[];
  /** Whether there may be columns beyond those. */
  open?: boolean;
  target?: string | null;
}

export type StepShapes = Readonly<Record<string, { inputs: Record<string, Shape>; outputs: Record<string, Shape> }>>;

/** What a run does to a step, for the canvas to show. `label` says it in words ("reused, 2 min old"). */
export interface NodeState {
  state: "waiting" | "running" | "done" | "reused" | "injected" | "failed" | "skipped" | "cancelled" | "stale";
  label: string;
  /** What more there is to say, shown when one points at it. */
  title?: string;
  /** 0 to 1 while it runs. */
  share?: number;
}

/** What is picked: steps, notes and groups by name, wires by the inputs that they end at. */
export interface Selection {
  steps: readonly string[];
  notes: readonly string[];
  groups: readonly string[];
  wires: readonly Input[];
}

/** An input of a step. */
export interface Input {
  step: string;
  port: string;
}

/** The file as it was read or saved last; where the document differs from it, there is something to save. */
export interface Saved {
  document: WorkflowDocument;
  etag: string | null;
}

/** One open workflow: its document, how it came about, what is picked, and what the server and the runs say of it. */
export interface OpenWorkflow {
  readonly workflow: string;
  readonly loaded: boolean;
  readonly inCode: boolean;
  readonly file?: string;
  readonly history: history.History;
  readonly saved: Saved;
  readonly selection: Selection;
  /** Filled by the check; `checked` is the document that they are about. */
  readonly findings: readonly Finding[];
  readonly shapes: StepShapes;
  readonly checked?: WorkflowDocument;
  /** Filled by the run view, by step. */
  readonly nodeState: Readonly<Record<string, NodeState>>;
  /** Where the layout put steps that the document has no place for; not part of what is saved. */
  readonly placed: Readonly<Record<string, Point>>;

  /** A document that was read. The history begins anew. */
  load(document: WorkflowDocument, from: { etag: string | null; inCode?: boolean; file?: string }): void;
  /** The document was saved under an ETag, as the server wrote it. */
  markSaved(saved: Saved): void;
  /** Does commands as one entry; the answer is whether anything changed. */
  perform(commands: Command | readonly Command[], intent?: history.Intent): boolean;
  undo(): string | undefined;
  redo(): string | undefined;
  /** What is typed from here on is an entry of its own: on leaving a field. */
  seal(): void;
  select(selection: Partial<Selection>): void;
  setFindings(findings: readonly Finding[], shapes: StepShapes, checked: WorkflowDocument): void;
  setNodeState(nodeState: Readonly<Record<string, NodeState>>): void;
  setPlaced(placed: Readonly<Record<string, Point>>): void;
}

export const nothingPicked: Selection = { steps: [], notes: [], groups: [], wires: [] };

/** A store for one open workflow. */
export function createDocumentStore(workflow: string): StoreApi<OpenWorkflow> {
  const empty = emptyDocument(workflow);
  return createStore<OpenWorkflow>()((set, get) => ({
    workflow,
    loaded: false,
    inCode: false,
    history: history.begin(empty),
    saved: { document: empty, etag: null },
    selection: nothingPicked,
    findings: [],
    shapes: {},
    nodeState: {},
    placed: {},
    load: (document, { etag, inCode = false, file }) =>
      set({
        loaded: true,
        inCode,
        file,
        history: history.begin(document),
        saved: { document, etag },
        selection: nothingPicked,
        placed: {},
      }),
    markSaved: (saved) => set({ saved }),
    perform: (commands, intent) => {
      const { history: before, placed } = get();
      const all = isMany(commands) ? commands : [commands];
      const after = history.perform(before, all, intent);
      if (after !== before) {
        set({ history: after, placed: underNewNames(placed, all) });
      }

      return after !== before;
    },
    undo: () => {
      const label = get().history.past.at(-1)?.label;
      set({ history: history.undo(get().history) });
      return label;
    },
    redo: () => {
      const label = get().history.future[0]?.label;
      set({ history: history.redo(get().history) });
      return label;
    },
    seal: () => set({ history: history.seal(get().history) }),
    select: (selection) => set({ selection: { ...nothingPicked, ...selection }, history: history.seal(get().history) }),
    setFindings: (findings, shapes, checked) => set({ findings, shapes, checked }),
    setNodeState: (nodeState) => set({ nodeState }),
    setPlaced: (placed) => set({ placed }),
  }));
}

const stores = new Map<string, StoreApi<OpenWorkflow>>();

/** The store of a workflow; the same one for as long as the tab is open. */
export function documentStore(workflow: string): StoreApi<OpenWorkflow> {
  const store = stores.get(workflow) ?? createDocumentStore(workflow);
  stores.set(workflow, store);
  return store;
}

/** Closes a workflow: what was not saved is gone. */
export const closeDocument = (workflow: string) => stores.delete(workflow);

/** Whether only C# defines the workflow: what is changed here could not be saved. */
export const isReadOnly = ({ inCode, file }: OpenWorkflow) => inCode && file === undefined;

/** Whether the document holds what the file does not. */
export function isChanged(open: OpenWorkflow): boolean {
  return !same(open.history.document, open.saved.document);
}

/** A renamed step stays where the layout put it; the place under the old name stays, too, for when that is undone. */
function underNewNames(placed: OpenWorkflow["placed"], commands: readonly Command[]): OpenWorkflow["placed"] {
  return commands.reduce((places, command) => {
    const place = command.do === "rename-step" && Object.hasOwn(places, command.step) && places[command.step];
    return place ? { ...places, [command.to]: place } : places;
  }, placed);
}

function isMany(commands: Command | readonly Command[]): commands is readonly Command[] {
  return Array.isArray(commands);
}
