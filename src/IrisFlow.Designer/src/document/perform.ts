import { Changes } from "./changes";
import type { Command } from "./commands";
import type { WorkflowDocument } from "./document";
import type { Edit } from "./edits";
import { shared } from "./json";
import * as step from "./step-commands";
import * as workflow from "./workflow-commands";

/** The edits that commands come to, one after the other; none where there is nothing to do. */
export function editsOf(document: WorkflowDocument, commands: readonly Command[]): Edit[] {
  const changes = new Changes(document);
  for (const command of commands) {
    change(changes, command);
  }

  return changes.edits;
}

function change(changes: Changes, command: Command): void {
  switch (command.do) {
    case "add-step":
      return step.addStep(changes, command);
    case "remove-steps":
      return step.removeSteps(changes, command);
    case "rename-step":
      return step.renameStep(changes, command);
    case "set-uses":
      return step.setUses(changes, command);
    case "wire":
      return step.wire(changes, command);
    case "unwire":
      return step.unwire(changes, command);
    case "set-note":
      return step.setNote(changes, command);
    case "paste":
      return step.paste(changes, command);
    case "set":
      return workflow.set(changes, command);
    case "rename-workflow-parameter":
      return workflow.renameWorkflowParameter(changes, command);
    case "remove-workflow-parameter":
      return workflow.removeWorkflowParameter(changes, command);
    case "replace-definition":
      return changes.put(["definition"], shared(changes.document.definition, command.definition));
    case "replace-layout":
      return changes.put(["layout"], command.layout);
    case "move":
      return workflow.move(changes, command);
    case "group":
      return workflow.group(changes, command);
    case "change-group":
      return workflow.changeGroup(changes, command);
    case "ungroup":
      return workflow.ungroup(changes, command);
    case "add-note":
      return workflow.addNote(changes, command);
    case "change-note":
      return workflow.changeNote(changes, command);
    case "remove-note":
      return workflow.removeNote(changes, command);
  }
}
