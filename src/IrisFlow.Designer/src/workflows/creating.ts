import { activitiesQuery, catalogOf } from "../activities/activities";
import { type Finding, Problem } from "../api/client";
import { queries } from "../api/queries";
import { inDefinition, readWorkflow, saveWorkflow } from "../api/workflows";
import { emptyDocument, type WorkflowDocument } from "../document/document";
import { isObject, type Json, type JsonObject, objectIn, objectOf, textIn } from "../document/json";
import type { JsonSchema } from "../forms/schema";

/** The document of another workflow under a name of its own. Files it reads beside itself are still those of the original. */
export async function copyOf(name: string, of: string): Promise<WorkflowDocument> {
  const [file, activities] = await Promise.all([readWorkflow(of), queries.fetchQuery(activitiesQuery)]);
  const { definition, layout } = file.body;
  const catalog = catalogOf(activities);
  const steps = objectOf(
    Object.entries(objectIn(definition, "steps")).map(([step, value]) => {
      const schema = catalog.get(textIn(value, "uses") ?? "")?.schema as JsonSchema | undefined;
      return [step, schema && isObject(value) ? withFilesOf(value, schema, of) : value];
    }),
  );
  const copied = named(isObject(definition) ? definition : {}, name);
  return {
    definition: objectOf(Object.entries(copied).map(([key, value]) => [key, key === "steps" ? steps : value])),
    layout,
  };
}

/** A step whose relative file names begin at the folder of another workflow. */
function withFilesOf(step: JsonObject, schema: JsonSchema, of: string): JsonObject {
  const parameters = Object.entries(objectIn(step, "with")).map(([key, value]): [string, Json] => {
    const isFile = Object.hasOwn(schema.properties ?? {}, key) && schema.properties?.[key]?.["x-file"] === true;
    return [
      key,
      isFile && typeof value === "string" && !/^([/\\]|[A-Za-z]+:|\$\{)/.test(value) ? `../${of}/${value}` : value,
    ];
  });
  return objectOf(Object.entries(step).map(([key, value]) => [key, key === "with" ? objectOf(parameters) : value]));
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
