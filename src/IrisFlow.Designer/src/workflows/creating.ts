import { type Finding, Problem } from "../api/client";
import { queries } from "../api/queries";
import { inDefinition, readWorkflow, saveWorkflow } from "../api/workflows";
import { emptyDocument, type WorkflowDocument } from "../document/document";
import { isObject, objectOf } from "../document/json";

/** The document of another workflow under a name of its own. */
export async function copyOf(name: string, of: string): Promise<WorkflowDocument> {
  const { definition, layout } = (await readWorkflow(of)).body;
  return { definition: named(isObject(definition) ? definition : {}, name), layout };
}

/** A definition with another name, which stands where it stood. */
export function named(definition: WorkflowDocument["definition"], name: string): WorkflowDocument["definition"] {
  return Object.hasOwn(definition, "workflow")
    ? objectOf(Object.entries(definition).map(([key, value]) => [key, key === "workflow" ? name : value]))
    : { ...emptyDocument(name).definition, ...definition, workflow: name };
}

/** Writes a workflow that is to be new; the answer is what the server has against it. */
export async function create(name: string, document: WorkflowDocument): Promise<readonly Finding[]> {
  try {
    await saveWorkflow(name, document, null);
    await queries.invalidateQueries({ queryKey: ["workflows"] });
    return [];
  } catch (problem) {
    if (problem instanceof Problem) {
      return problem.findings.length > 0 ? problem.findings.map(inDefinition) : [asFinding(problem.title)];
    }
    return [asFinding(problem instanceof Error ? problem.message : String(problem))];
  }
}

const asFinding = (message: string): Finding => ({ rule: "", severity: "error", message });
