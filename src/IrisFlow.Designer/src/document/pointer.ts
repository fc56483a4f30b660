import { type Json, member, type Path } from "./json";

/** The JSON pointer (RFC 6901) of a path. */
export function pointerOf(path: Path): string {
  return path.map((key) => `/${String(key).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}

/** The keys that a JSON pointer leads through. */
export function keysOf(pointer: string): string[] {
  return pointer
    .split("/")
    .slice(1)
    .map((key) => key.replaceAll("~1", "/").replaceAll("~0", "~"));
}

/** What stands where a JSON pointer points, or undefined. */
export function pointedAt(value: Json, pointer: string): Json | undefined {
  return keysOf(pointer).reduce<Json | undefined>(
    (inner, key) => member(inner, Array.isArray(inner) ? Number(key) : key),
    value,
  );
}
