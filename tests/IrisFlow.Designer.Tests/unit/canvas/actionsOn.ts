import { findAction, register, runAction } from "@designer/actions/registry";
import { canvasActions } from "@designer/canvas/actions/table";
import { useCanvas } from "@designer/canvas/canvasState";
import type { WorkflowDocument } from "@designer/document/document";
import { afterEach, beforeEach, expect } from "vitest";
import { contextOf } from "./context";

/** The actions of the canvas on a document, anew for each test of a file. */
export function actionsOn(document: WorkflowDocument) {
  let context = contextOf(document);
  let leave = () => {};

  /** Goes on with another document. */
  const begin = (other: WorkflowDocument) => {
    leave();
    context = contextOf(other);
    leave = register(canvasActions(context));
  };
  beforeEach(() => begin(document));
  afterEach(() => {
    leave();
    leave = () => {};
    useCanvas.setState({ over: null, port: null });
  });
  return {
    begin,
    context: () => context,
    open: () => context.store.getState(),
    document_: () => context.store.getState().history.document,
    run: (id: string) => runAction(findAction(id) ?? expect.fail(`There is no action ${id}.`)),
  };
}
