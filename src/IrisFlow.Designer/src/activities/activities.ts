import { type UseQueryResult, useQuery } from "@tanstack/react-query";
import { get } from "../api/client";
import type { JsonObject } from "../document/json";

export interface Port {
  port: string;
  kind: string;
  required: boolean;
  summary: string;
}

export interface Parameter {
  name: string;
  type: string;
  required: boolean;
  default?: unknown;
  summary: string;
  kinds?: { kind: string; summary: string; parameters: Parameter[] }[];
}

/** A kind of step, as `activity.schema.json` describes it. */
export interface Activity {
  uses: string;
  summary: string;
  /** Other words that people look for it by. */
  tags: readonly string[];
  sideEffect: boolean;
  inputs: Port[];
  outputs: Port[];
  parameters: Parameter[];
  /** A step that uses it, as a file has it. */
  example?: JsonObject;
  /** The JSON Schema of `with`. */
  schema?: JsonObject;
}

/** The activities by the name that a step uses. */
export type Catalog = ReadonlyMap<string, Activity>;

/** `data.filter` belongs to the family `data`. */
export const familyOf = (uses: string) => (uses.includes(".") ? uses.slice(0, uses.indexOf(".")) : "other");

/** The answer of `GET /api/activities`: the activities, and the JSON Schema of a step's policy. */
export type Activities = Activity[] | { items: Activity[]; policy?: JsonObject };

/** How the activities are asked for. */
export const activitiesQuery = {
  queryKey: ["activities"],
  queryFn: ({ signal }: { signal: AbortSignal }) => get<Activities>("/api/activities", signal),
  staleTime: Number.POSITIVE_INFINITY,
};

/** Everything that a step can be; the answer stays until the workspace's code is compiled anew. */
export function useCatalog(): UseQueryResult<Catalog> {
  return useQuery({ ...activitiesQuery, select: catalogOf });
}

/** The JSON Schema of how a step is carried out. */
export function usePolicySchema(): JsonObject | undefined {
  return useQuery({ ...activitiesQuery, select: policyOf }).data;
}

const policyOf = (answer: Activities) => (Array.isArray(answer) ? undefined : answer.policy);

/** The list, or a page of it, by name. */
export function catalogOf(answer: Activities): Catalog {
  return new Map((Array.isArray(answer) ? answer : answer.items).map((activity) => [activity.uses, activity]));
}
