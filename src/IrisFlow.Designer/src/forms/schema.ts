import { isObject, type Json, type JsonObject, objectOf } from "../document/json";

/** The part of JSON Schema that the parameters of activities are described with (`src/docs/api.md`). */
export interface JsonSchema {
  type?: string | string[];
  title?: string;
  description?: string;
  default?: Json;
  const?: Json;
  enum?: Json[];
  oneOf?: JsonSchema[];
  anyOf?: JsonSchema[];
  properties?: Record<string, JsonSchema>;
  required?: string[];
  additionalProperties?: boolean | JsonSchema;
  items?: JsonSchema;
  minimum?: number;
  maximum?: number;
  exclusiveMinimum?: number;
  exclusiveMaximum?: number;
  multipleOf?: number;
  /** The input whose columns a value names; of a map, its keys. */
  "x-columns-of"?: string;
  /** The types that such a column may have. */
  "x-column-types"?: string[];
  /** What each word of `enum` means, in its order. */
  "x-descriptions"?: string[];
  "x-file"?: boolean;
  /** What a text says: how long, or how much. */
  "x-quantity"?: "duration" | "memory";
  /** The input, or the parameter of a file, over whose columns a value is an expression; of a map, each value. */
  "x-expression"?: string;
}

/** One of the kinds that may be injected: a trainer, say. */
export interface Kind {
  name: string;
  description?: string;
  schema: JsonSchema;
}

/** How a value is edited. */
export type Shape =
  | { kind: "text"; file: boolean; expression: boolean; columnsOf?: string }
  | { kind: "number"; whole: boolean }
  | { kind: "boolean" }
  | { kind: "choice"; values: Json[] }
  | { kind: "list"; item: JsonSchema; columnsOf?: string }
  | { kind: "map"; value: JsonSchema; columnsOf?: string }
  | { kind: "object" }
  | { kind: "kinds"; kinds: Kind[] }
  | { kind: "any" };

/** The shape that a schema asks for. What is nullable or may be a placeholder is edited like what it is otherwise. */
export function shapeOf(schema: JsonSchema): Shape {
  const bare = bareOf(schema);
  const columnsOf = bare["x-columns-of"];
  const kinds = kindsOf(bare);
  if (kinds.length > 0) {
    return { kind: "kinds", kinds };
  }
  if (bare.enum) {
    return { kind: "choice", values: bare.enum.filter((value) => value !== null) };
  }
  switch (typeOf(bare)) {
    case "string":
      return { kind: "text", file: bare["x-file"] === true, expression: Boolean(bare["x-expression"]), columnsOf };
    case "integer":
    case "number":
      return { kind: "number", whole: typeOf(bare) === "integer" };
    case "boolean":
      return { kind: "boolean" };
    case "array":
      return {
        kind: "list",
        item: { "x-expression": bare["x-expression"], ...bare.items },
        columnsOf: columnsOf ?? bare.items?.["x-columns-of"],
      };
    case "object":
      return bare.properties ? { kind: "object" } : { kind: "map", value: mapValue(bare), columnsOf };
    default:
      return { kind: "any" };
  }
}

/** The schema without the alternatives null and `${placeholder}`. */
export function bareOf(schema: JsonSchema): JsonSchema {
  const { anyOf, oneOf, ...rest } = schema;
  const alternatives = [...(anyOf ?? []), ...(oneOf ?? [])].filter(
    (one) => typeOf(one) !== "null" && !isPlaceholderSchema(one),
  );
  const only = alternatives[0];
  if (only && alternatives.length === 1 && only.properties?.kind?.const === undefined) {
    return bareOf({ ...only, ...rest });
  }
  return alternatives.length > 0 ? { ...rest, oneOf: alternatives } : rest;
}

/** The input whose columns a field or its parts can name, wherever the schema says so. */
export function columnsPort(schema: JsonSchema): string | undefined {
  const bare = bareOf(schema);
  const expression = bare["x-expression"] ?? bare.items?.["x-expression"];
  return (
    bare["x-columns-of"] ?? bare.items?.["x-columns-of"] ?? (typeof expression === "string" ? expression : undefined)
  );
}

/** True when null is a value of its own here. */
export function isNullable(schema: JsonSchema): boolean {
  const alternatives = [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])];
  return (
    (Array.isArray(schema.type) && schema.type.includes("null")) ||
    schema.enum?.includes(null) === true ||
    alternatives.some((one) => typeOf(one) === "null")
  );
}

/** True when a value is of the shape, so that its control can show it. A placeholder fits everywhere. */
export function fits(shape: Shape, value: Json | undefined): boolean {
  if (value === undefined || value === null || isPlaceholder(value)) {
    return true;
  }
  switch (shape.kind) {
    case "text":
      return typeof value === "string";
    case "number":
      // Half-typed numbers are texts; the server says what is wrong with them.
      return typeof value === "number" || typeof value === "bigint" || typeof value === "string";
    case "boolean":
      return typeof value === "boolean";
    case "choice":
      return typeof value === "string" || typeof value === "number" || typeof value === "boolean";
    case "list":
      return Array.isArray(value);
    case "map":
    case "object":
      return isObject(value);
    case "kinds":
      return typeof value === "string" || (isObject(value) && typeof value.kind === "string");
    case "any":
      return false;
  }
}

/** A value that is one placeholder and nothing else: `${k}`. */
export function isPlaceholder(value: Json | undefined): value is string {
  return typeof value === "string" && /^\$\{[^}]*\}$/.test(value);
}

/** A value of the shape to begin with, where one must be written down. */
export function blankOf(schema: JsonSchema): Json {
  const bare = bareOf(schema);
  if (bare.default !== undefined && bare.default !== null) {
    return bare.default;
  }
  const shape = shapeOf(schema);
  switch (shape.kind) {
    case "boolean":
      return false;
    case "choice":
      return shape.values[0] ?? "";
    case "list":
      return [];
    case "map":
    case "object":
      return {};
    case "kinds":
      return { kind: shape.kinds[0]?.name ?? "" };
    default:
      return "";
  }
}

/** Another kind with the values kept whose names it knows, too, and whose types agree. */
export function chooseKind(value: Json | undefined, kinds: readonly Kind[], name: string): JsonObject {
  const chosen: [string, Json][] = [["kind", name]];
  const properties = kinds.find((kind) => kind.name === name)?.schema.properties ?? {};
  for (const [key, kept] of Object.entries(isObject(value) ? value : {})) {
    const property = Object.hasOwn(properties, key) ? properties[key] : undefined;
    if (key !== "kind" && property && fitsWell(shapeOf(property), kept)) {
      chosen.push([key, kept]);
    }
  }
  return objectOf(chosen);
}

/** The parameters of a kind: all its properties but its name. */
export function parametersOf(schema: JsonSchema): JsonSchema {
  const { kind: _, ...properties } = schema.properties ?? {};
  return { ...schema, properties, required: schema.required?.filter((name) => name !== "kind") };
}

function fitsWell(shape: Shape, value: Json): boolean {
  if (shape.kind === "choice") {
    return isPlaceholder(value) || shape.values.includes(value);
  }
  return shape.kind === "number"
    ? isPlaceholder(value) || (typeof value !== "string" && fits(shape, value))
    : fits(shape, value);
}

function kindsOf(schema: JsonSchema): Kind[] {
  return (schema.oneOf ?? []).flatMap((one) => {
    const name = one.properties?.kind?.const;
    return typeof name === "string" ? [{ name, description: one.description, schema: one }] : [];
  });
}

function mapValue(schema: JsonSchema): JsonSchema {
  const value = typeof schema.additionalProperties === "object" ? schema.additionalProperties : {};
  return schema["x-expression"] ? { type: "string", "x-expression": schema["x-expression"], ...value } : value;
}

function isPlaceholderSchema(schema: JsonSchema & { pattern?: string }): boolean {
  return schema.type === "string" && typeof schema.pattern === "string" && schema.pattern.includes("\\$");
}

function typeOf(schema: JsonSchema): string | undefined {
  return Array.isArray(schema.type) ? schema.type.find((type) => type !== "null") : schema.type;
}
