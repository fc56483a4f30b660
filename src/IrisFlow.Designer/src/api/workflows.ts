import { emptyDocument, type WorkflowDocument } from "../document/document";
import { isObject, type Json, type JsonObject } from "../document/json";
import type { StepShapes } from "../document/store";
import { call, type Finding, get, Problem, part } from "./client";
import type { Page } from "./documents";

/** A workflow as the server has it. */
export interface WorkflowFile {
  workflow: string;
  file: string | null;
  /** The canonical text. */
  text: string;
  /** Null where the text is no JSON. */
  definition: Json;
  layout: Json;
  inCode: boolean;
  findings?: Finding[];
}

/** A workflow in the list of all. */
export interface WorkflowItem {
  workflow: string;
  steps: number | null;
  note: string | null;
  inCode: boolean;
  hasDraft: boolean;
  etag: string;
  /** How many errors the check found. */
  findings: number;
  lastRun: { run: string; state: string; startedAt: string } | null;
}

/** A state of a file, and its name. */
export interface Tagged<T> {
  body: T;
  etag: string | null;
}

export interface Draft {
  definition: JsonObject;
  layout: JsonObject;
  /** The ETag of the file that it was begun from; null for a new workflow. */
  base: string | null;
}

export interface Checked {
  findings: Finding[];
  text: string | null;
  steps: StepShapes;
}

/** A wording that a workflow had. */
export interface Version {
  version: string;
  at: string;
  by: string;
  runs: number;
}

const path = (name: string, ...more: string[]) => ["/api/workflows", part(name), ...more.map(part)].join("/");

/** What the change is made from: a state, or nothing for what is to be new. */
const condition = (etag: string | null): Record<string, string> =>
  etag === null ? { "If-None-Match": "*" } : { "If-Match": etag };

export const listWorkflows = (signal?: AbortSignal) => get<Page<WorkflowItem>>("/api/workflows", signal);

export const readWorkflow = (name: string, signal?: AbortSignal): Promise<Tagged<WorkflowFile>> =>
  call<WorkflowFile>(path(name), { signal, exact: true });

/** Saves; another state than the one named is a {@link Problem} with status 412. */
export const saveWorkflow = (
  name: string,
  { definition, layout }: WorkflowDocument,
  etag: string | null,
): Promise<Tagged<WorkflowFile>> =>
  call<WorkflowFile>(path(name), {
    method: "PUT",
    body: { definition, layout },
    headers: condition(etag),
    exact: true,
  });

export const deleteWorkflow = (name: string, etag: string) =>
  call<undefined>(path(name), { method: "DELETE", headers: condition(etag) });

/** The check of a definition that need not be saved. Who may not save one is told of the one that is saved. */
export const checkWorkflow = async (name: string, definition: Json, signal?: AbortSignal): Promise<Checked> => {
  const checked = await call<Checked>(path(name, "check"), { method: "POST", body: { definition }, signal })
    .then((answer) => answer.body)
    .catch((problem) => {
      if (problem instanceof Problem && problem.status === 403) {
        return get<Checked>(path(name, "check"), signal);
      }
      throw problem;
    });
  return { ...checked, findings: checked.findings.map(inDefinition) };
};

/** The draft; null when there is none. The list knows which workflows have one: asking for what is not there would count as an error. */
export async function readDraft(name: string): Promise<Tagged<Draft> | null> {
  const listed = (await listWorkflows()).items.find((item) => item.workflow === name);
  if (listed && !listed.hasDraft) {
    return null;
  }
  try {
    return await call<Draft>(path(name, "draft"), { exact: true });
  } catch (problem) {
    if (problem instanceof Problem && problem.status === 404) {
      return null;
    }
    throw problem;
  }
}

/** Keeps a draft; the answer is its new ETag. */
export const keepDraft = async (name: string, draft: Draft, etag: string | null): Promise<string | null> =>
  (await call<Draft>(path(name, "draft"), { method: "PUT", body: draft, headers: condition(etag), outlives: true }))
    .etag;

export const deleteDraft = (name: string, etag: string) =>
  call<undefined>(path(name, "draft"), { method: "DELETE", headers: condition(etag) });

export const listVersions = (name: string, after: string | null, signal?: AbortSignal) =>
  get<Page<Version>>(`${path(name, "history")}${after === null ? "" : `?after=${part(after)}`}`, signal);

export const readVersion = async (name: string, version: string, signal?: AbortSignal) =>
  (
    await call<Version & { definition: JsonObject; text: string }>(path(name, "history", version), {
      signal,
      exact: true,
    })
  ).body;

/** What the designer opens of a file. */
export function documentOf({ definition, layout, workflow }: WorkflowFile): WorkflowDocument {
  const empty = emptyDocument(workflow);
  return {
    definition: isObject(definition) ? definition : empty.definition,
    layout: isObject(layout) ? layout : empty.layout,
  };
}

/** A finding placed in the definition, whether the server pointed into it or into the request around it. */
export function inDefinition(finding: Finding): Finding {
  return finding.pointer?.startsWith("/definition")
    ? { ...finding, pointer: finding.pointer.slice("/definition".length) }
    : finding;
}
