import type { Json } from "../../document/json";
import { writeJson } from "../../document/jsonText";
import type { JsonSchema } from "../schema";

/** What every control of a value is told. */
export interface ControlProps {
  id: string;
  /** What the field is called, for parts that have no label of their own. */
  label: string;
  schema: JsonSchema;
  value: Json | undefined;
  /** Where the value stands in the definition, as a JSON pointer. */
  pointer: string;
  required?: boolean;
  invalid?: boolean;
  describedBy?: string;
  /** The name for those who do not see it, where no label stands beside the control. */
  named?: string;
  /** Another value, undefined for none. `typed` is the place that is typed into: what is typed there in one go is undone at once. */
  onChange(value: Json | undefined, typed?: string): void;
}

/** How a value is written where there is room for a line. */
export function shown(value: Json | undefined): string {
  if (value === undefined || value === null || value === "") {
    return "none";
  }
  if (Array.isArray(value)) {
    return value.length === 0 ? "none" : value.map(shown).join(", ");
  }
  return typeof value === "object" ? writeJson(value) : String(value);
}

/** A new place in a list. */
export function movedTo<T>(list: readonly T[], from: number, to: number): T[] {
  const rest = list.filter((_, index) => index !== from);
  return from < 0 || from >= list.length || to < 0 || to >= list.length
    ? [...list]
    : rest.toSpliced(to, 0, list[from] as T);
}
