import { activitiesQuery, catalogOf } from "../activities/activities";
import { type Finding, Problem } from "../api/client";
import { queries } from "../api/queries";
import { deleteWorkflow, documentOf, inDefinition, readWorkflow, saveWorkflow } from "../api/workflows";
import type { WorkflowDocument } from "../document/document";
import { isObject, type Json, type JsonObject, objectIn, objectOf, textIn } from "../document/json";
import { closeDocument } from "../document/store";
import type { JsonSchema } from "../forms/schema";

/** The document of another workflow under a name of its own. Files it reads beside itself are still those of the original. */
export async function copyOf(name: string, of: string): Promise<WorkflowDocument> {
  const [file, activities] = await Promise.all([readWorkflow(of), queries.fetchQuery(activitiesQuery)]);
  if (!isObject(file.body.definition)) {
    throw new Error(
      `The file of ${of} can't be read, so there is nothing to copy: ${file.body.findings?.[0]?.message}`,
    );
  }
  const { definition, layout } = documentOf(file.body);
  const catalog = catalogOf(activities);
  const steps = objectOf(
    Object.entries(objectIn(definition, "steps")).map(([step, value]) => {
      const schema = catalog.get(textIn(value, "uses") ?? "")?.schema as JsonSchema | undefined;
      return [step, schema && isObject(value) ? withFilesOf(value, schema, of) : value];
    }),
  );
  return {
    definition: objectOf(
      Object.entries(named(definition, name)).map(([key, value]) => [key, key === "steps" ? steps : value]),
    ),
    layout,
  };
}

// What begins elsewhere is found from any workflow's folder: the root, an address, a parameter, the folder around it.
const elsewhere = /^([/\\]|[A-Za-z]+:|\$\{|\.\.[/\\])/;

/** A step whose relative file names begin at the folder of another workflow. */
function withFilesOf(step: JsonObject, schema: JsonSchema, of: string): JsonObject {
  const parameters = Object.entries(objectIn(step, "with")).map(([key, value]): [string, Json] => {
    const isFile = Object.hasOwn(schema.properties ?? {}, key) && schema.properties?.[key]?.["x-file"] === true;
    return [key, isFile && typeof value === "string" && !elsewhere.test(value) ? `../${of}/${value}` : value];
  });
  return objectOf(Object.entries(step).map(([key, value]) => [key, key === "with" ? objectOf(parameters) : value]));
}

/** A definition with another name, which stands where it stood. What else is missing is not made up. */
export function named(definition: JsonObject, name: string): JsonObject {
  return objectOf(
    Object.hasOwn(definition, "workflow")
      ? Object.entries(definition).map(([key, value]) => [key, key === "workflow" ? name : value])
      : [...Object.entries(definition), ["workflow", name]],
  );
}

/** Writes a workflow that is to be new; the answer is what there is against it. */
export async function create(name: string, of: () => Promise<WorkflowDocument>): Promise<readonly Finding[]> {
  try {
    await saveWorkflow(name, await of(), null);
    await queries.invalidateQueries({ queryKey: ["workflows"] });
    return [];
  } catch (problem) {
    if (problem instanceof Problem && problem.status === 412) {
      return [{ ...asFinding(`There is a workflow '${name}' already.`), expected: "Take another name." }];
    }
    return findingsOf(problem);
  }
}

/** Takes a workflow away: its file, and what this tab had open of it. */
export async function remove(workflow: string, etag: string): Promise<void> {
  await deleteWorkflow(workflow, etag);
  closeDocument(workflow);
  queries.removeQueries({ queryKey: ["workflow", workflow] });
  await queries.invalidateQueries({ queryKey: ["workflows"] });
}

/** What a call was refused for, as findings. */
export function findingsOf(problem: unknown): readonly Finding[] {
  return problem instanceof Problem && problem.findings.length > 0
    ? problem.findings.map(inDefinition)
    : [asFinding(problem instanceof Error ? problem.message : String(problem))];
}

const asFinding = (message: string): Finding => ({ rule: "", severity: "error", message });
