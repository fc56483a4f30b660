import type { StoreApi } from "zustand";
import { createStore } from "zustand/vanilla";
import { Problem } from "../api/client";
import {
  type Draft,
  documentOf,
  inDefinition,
  readDraft,
  readWorkflow,
  saveWorkflow,
  type Tagged,
  type WorkflowFile,
} from "../api/workflows";
import { textOf, type WorkflowDocument } from "../document/document";
import { isObject, type JsonObject } from "../document/json";
import { type Choices, merge } from "../document/merge";
import { isChanged, type OpenWorkflow } from "../document/store";
import { bringBack } from "./bringBack";
import { DraftKeeper } from "./DraftKeeper";
import { recall, remember, sameDocument } from "./remembered";
import type { Saving } from "./state";

/** Saves an open workflow, keeps its draft and watches its file. It never writes over a state of the file that nobody looked at. */
export class Saver {
  readonly state: StoreApi<Saving> = createStore<Saving>()(() => ({ draft: "none", saving: false }));
  private readonly drafts: DraftKeeper;
  private watched: WorkflowDocument | undefined;
  private opened: Promise<void> | undefined;

  constructor(private readonly store: StoreApi<OpenWorkflow>) {
    const { workflow } = store.getState();
    this.drafts = new DraftKeeper(workflow, (draft) => {
      this.state.setState({ draft });
      if (draft === "kept") {
        const { base, begun } = this.begun;
        remember(workflow, { at: new Date().toISOString(), etag: begun, base });
      }
    });
  }

  /** True when closing the tab now would lose something. */
  get isUnsafe(): boolean {
    return isChanged(this.store.getState()) && (this.drafts.isBehind || this.state.getState().draft === "elsewhere");
  }

  /** The file that the editing began from, and its ETag. */
  private get begun(): { base: WorkflowDocument; begun: string | null } {
    const { document: base, etag: begun } = this.store.getState().saved;
    const { conflict } = this.state.getState();
    return conflict ? { base: conflict.base, begun: conflict.begun } : { base, begun };
  }

  /** True where nothing about the file waits for a person to look at it. */
  private get isClear(): boolean {
    const { conflict, broken, gone } = this.state.getState();
    return !conflict && !broken && !gone;
  }

  /** Brings the draft back the first time; later only looks whether the file is still the same. */
  async open(): Promise<void> {
    this.opened ??= this.restore().catch((problem: unknown) => {
      // The next look tries again.
      this.opened = undefined;
      throw problem;
    });
    await this.opened;
    // The file may have changed since it was read, before anybody listened.
    await this.lookAgain();
  }

  /** Keeps drafts from here on, until the answer is called. */
  start(): () => void {
    this.watched = this.store.getState().history.document;
    return this.store.subscribe((open) => {
      if (open.loaded && open.history.document !== this.watched) {
        this.watched = open.history.document;
        this.edited(open);
      }
    });
  }

  /** Brings back the draft, if there is one that says something else than the file. */
  private async restore(): Promise<void> {
    const { workflow } = this.store.getState();
    const draft = await readDraft(workflow);
    const open = this.store.getState();
    // Who edited before the answer came keeps that; the draft is then another's, to be chosen.
    if (!draft || isChanged(open)) {
      return;
    }
    const { definition, layout } = draft.body;
    if (textOf({ definition, layout }) === textOf(open.saved.document)) {
      this.drafts.found(draft.etag);
      this.drafts.changed(null);
      return;
    }
    const known = recall(workflow);
    this.show(draft, "bring back the draft");
    this.state.setState({ draft: "kept", restored: { at: known?.at ?? "" } });
  }

  /** Saves. A file that is not the one the editing began from opens a conflict instead. */
  async save(): Promise<boolean> {
    const { saving, conflict, broken } = this.state.getState();
    if (saving || conflict || broken) {
      return false;
    }
    this.state.setState({ saving: true, refused: undefined });
    try {
      // What came between may say the same in other words; then the second time is about what is there now.
      return (await this.write()) || (this.isClear && (await this.write()));
    } catch (problem) {
      const findings = problem instanceof Problem ? problem.findings.map(inDefinition) : [];
      this.state.setState({ refused: { message: messageOf(problem), findings } });
      return false;
    } finally {
      this.state.setState({ saving: false });
    }
  }

  /** Writes the file; false where it is no longer the one that was read. */
  private async write(): Promise<boolean> {
    const { workflow, history, saved } = this.store.getState();
    try {
      this.took(await saveWorkflow(workflow, history.document, saved.etag), history.document);
      return true;
    } catch (problem) {
      if (!(problem instanceof Problem && problem.status === 412)) {
        throw problem;
      }
      await this.lookAgain();
      return !isChanged(this.store.getState());
    }
  }

  /** The file has another ETag: by an editor, a pull, or another person. */
  async changedOutside(etag: unknown): Promise<void> {
    const open = this.store.getState();
    const known = this.state.getState().conflict?.etag ?? open.saved.etag;
    if (open.loaded && etag !== known && !this.state.getState().saving) {
      await this.lookAgain();
    }
  }

  /** Reads the file again: shows it where nothing was edited, else opens the conflict. */
  async lookAgain(): Promise<void> {
    const { workflow } = this.store.getState();
    let answer: Tagged<WorkflowFile>;
    try {
      answer = await readWorkflow(workflow);
    } catch (problem) {
      if (problem instanceof Problem && problem.status === 404) {
        this.store.getState().markSaved({ ...this.store.getState().saved, etag: null });
        this.state.setState({ gone: true, conflict: undefined });
        return;
      }
      throw problem;
    }
    const open = this.store.getState();
    const theirs = documentOf(answer.body);
    const isBroken = !isObject(answer.body.definition);
    const broken = isBroken ? { text: answer.body.text, findings: answer.body.findings ?? [] } : undefined;
    this.state.setState({ gone: false, broken });
    if (isBroken) {
      // Whoever mends it begins from exactly this text.
      open.markSaved({ document: open.saved.document, etag: answer.etag });
    }
    if (isBroken || answer.etag === open.saved.etag) {
      return;
    }
    if (!isChanged(open) || sameDocument(open.history.document, theirs)) {
      this.accept(theirs, answer.etag, "read the changed file");
    } else if (sameDocument(open.saved.document, theirs)) {
      open.markSaved({ document: open.saved.document, etag: answer.etag });
    } else {
      this.state.setState({ conflict: { ...this.begun, theirs, etag: answer.etag } });
    }
  }

  /** What was made of a broken file is the document now; the save that follows replaces the text that was looked at. */
  mend(definition: JsonObject): Promise<boolean> {
    this.store.getState().perform({ do: "replace-definition", definition }, { label: "mend the file" });
    this.state.setState({ broken: undefined });
    return this.save();
  }

  /** Takes the merge into the document and saves it over exactly the file that was looked at. */
  async resolve(choices: Choices): Promise<boolean> {
    const { conflict } = this.state.getState();
    const open = this.store.getState();
    if (!conflict) {
      return false;
    }
    const { base, theirs, etag } = conflict;
    const definition = merge(base.definition, open.history.document.definition, theirs.definition, choices).merged;
    const layout = merge(base.layout, open.history.document.layout, theirs.layout).merged;
    open.markSaved({ document: theirs, etag });
    open.perform(
      [
        { do: "replace-definition", definition },
        { do: "replace-layout", layout },
      ],
      { label: "merge with the changed file" },
    );
    this.state.setState({ conflict: undefined, restored: undefined });
    return this.save();
  }

  /** Gives up what was edited: the file as it is now. It can be undone. */
  discard(): void {
    const { saved } = this.store.getState();
    const theirs = this.state.getState().conflict;
    this.accept(theirs?.theirs ?? saved.document, theirs ? theirs.etag : saved.etag, "discard the edits");
  }

  /** What is edited is to be the draft, whatever another tab kept. */
  async keepMine(): Promise<void> {
    const theirs = await readDraft(this.store.getState().workflow);
    await this.drafts.takeOver(theirs?.etag ?? null);
  }

  /** The draft that another tab kept takes the place of what is edited here; undo brings that back. */
  async takeTheirs(): Promise<void> {
    const { workflow } = this.store.getState();
    const theirs = await readDraft(workflow);
    if (theirs) {
      this.show(theirs, "take the other tab's draft");
    }
  }

  /** Says what could not be done, where it is seen. */
  tell(problem: unknown): void {
    this.state.setState({ trouble: typeof problem === "string" ? problem : messageOf(problem) });
  }

  /** The banner was read. */
  seen(what: "restored" | "trouble"): void {
    this.state.setState({ [what]: undefined });
  }

  private show(draft: Tagged<Draft>, label: string): void {
    this.drafts.found(draft.etag);
    const conflict = bringBack(this.store, draft.body, label);
    if (conflict) {
      this.state.setState({ conflict });
    }
  }

  flush(): Promise<void> {
    return this.drafts.flush();
  }

  private took(answer: Tagged<WorkflowFile>, sent: WorkflowDocument): void {
    const open = this.store.getState();
    const written = documentOf(answer.body);
    // The canonical text may leave defaults out and sort the layout: only the former is worth showing.
    const same = sameDocument(sent, written);
    open.markSaved({ document: same ? sent : written, etag: answer.etag });
    if (!same && open.history.document === sent) {
      open.perform(
        [
          { do: "replace-definition", definition: written.definition },
          { do: "replace-layout", layout: written.layout },
        ],
        { label: "save" },
      );
    }
    this.state.setState({ restored: undefined, gone: false });
    this.edited(this.store.getState());
  }

  private accept(document: WorkflowDocument, etag: string | null, label: string): void {
    const open = this.store.getState();
    open.markSaved({ document, etag });
    open.perform(
      [
        { do: "replace-definition", definition: document.definition },
        { do: "replace-layout", layout: document.layout },
      ],
      { label },
    );
    this.state.setState({ conflict: undefined, restored: undefined });
    this.edited(this.store.getState());
  }

  private edited(open: OpenWorkflow): void {
    if (!isChanged(open)) {
      remember(open.workflow, null);
      this.drafts.changed(null);
    } else {
      this.drafts.changed({ document: open.history.document, base: this.begun.begun });
    }
  }
}

/** What went wrong, in words. */
export const messageOf = (problem: unknown): string => (problem instanceof Error ? problem.message : String(problem));
