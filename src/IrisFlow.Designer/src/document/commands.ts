import type { Point } from "./document";
import type { Json, JsonObject, Path } from "./json";

/** A step of a clipboard or of a paste: its name and what the file holds under it. */
export interface NamedStep {
  name: string;
  step: JsonObject;
}

export type Places = Readonly<Record<string, Point>>;

/** What a person means to do to a workflow, as data. A command that would change nothing, or can't be done, leaves no trace. */
export type Command =
  | {
      do: "add-step";
      name: string;
      uses: string;
      with?: JsonObject;
      from?: Readonly<Record<string, string>>;
      at?: Point;
    }
  | { do: "remove-steps"; steps: readonly string[] }
  | { do: "rename-step"; step: string; to: string }
  | { do: "set-uses"; step: string; uses: string }
  /** Where a wire ended at that input before, the new one takes its place. */
  | { do: "wire"; from: { step: string; port: string }; to: { step: string; port: string } }
  | { do: "unwire"; step: string; port: string }
  /** A value anywhere in the definition: `["steps", "train", "with"]`. Without one, what is there goes away. */
  | { do: "set"; path: Path; value: Json | undefined }
  /** Without a step: the note of the workflow. */
  | { do: "set-note"; step?: string; text: string }
  | { do: "rename-workflow-parameter"; name: string; to: string }
  | { do: "remove-workflow-parameter"; name: string }
  /** The whole definition anew, as the text tab gives it. */
  | { do: "replace-definition"; definition: JsonObject }
  | { do: "replace-layout"; layout: JsonObject }
  | { do: "move"; steps: Places; notes?: Places }
  | { do: "group"; id: string; label: string; steps: readonly string[] }
  | { do: "change-group"; id: string; label?: string; collapsed?: boolean }
  | { do: "ungroup"; id: string }
  | { do: "add-note"; id: string; text: string; at: Point }
  | { do: "change-note"; id: string; text?: string; width?: number; height?: number }
  | { do: "remove-note"; id: string }
  | { do: "paste"; steps: readonly NamedStep[]; places: Places };

/** The command in words: what undo says it undoes. */
export function labelOf(command: Command): string {
  switch (command.do) {
    case "add-step":
      return `add ${command.name}`;
    case "remove-steps":
      return `remove ${counted(command.steps)}`;
    case "rename-step":
      return `rename ${command.step} to ${command.to}`;
    case "set-uses":
      return `make ${command.step} a ${command.uses}`;
    case "wire":
      return `wire ${command.from.step}.${command.from.port} to ${command.to.step}.${command.to.port}`;
    case "unwire":
      return `take the wire off ${command.step}.${command.port}`;
    case "set":
      return `set ${command.path.join(".")}`;
    case "set-note":
      return `note ${command.step ?? "the workflow"}`;
    case "rename-workflow-parameter":
      return `rename the parameter ${command.name} to ${command.to}`;
    case "remove-workflow-parameter":
      return `remove the parameter ${command.name}`;
    case "replace-definition":
      return "edit the text";
    case "replace-layout":
      return "lay out";
    case "move":
      return `move ${counted([...Object.keys(command.steps), ...Object.keys(command.notes ?? {})])}`;
    case "group":
      return `group ${counted(command.steps)}`;
    case "change-group":
      return command.collapsed === undefined ? "rename a group" : command.collapsed ? "fold a group" : "unfold a group";
    case "ungroup":
      return "ungroup";
    case "add-note":
      return "add a note";
    case "change-note":
      return "change a note";
    case "remove-note":
      return "remove a note";
    case "paste":
      return `paste ${counted(command.steps.map((step) => step.name))}`;
  }
}

function counted(names: readonly string[]): string {
  return names.length === 1 ? (names[0] ?? "") : `${names.length} steps`;
}
