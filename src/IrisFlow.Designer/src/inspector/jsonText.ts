import { isObject, type Json, type JsonObject } from "../document/json";

/** The object of a text, or what is wrong with it in words. */
export function readText(text: string): { value: JsonObject } | { wrong: string } {
  try {
    const value = JSON.parse(text) as Json;
    const twice = duplicateKey(text);
    if (twice !== undefined) {
      return { wrong: `The key "${twice}" stands twice in one object.` };
    }
    return isObject(value) ? { value } : { wrong: "It has to be an object, in braces." };
  } catch (problem) {
    return { wrong: `This is not JSON: ${problem instanceof Error ? problem.message : String(problem)}.` };
  }
}

/** A key that an object of a JSON text has twice. Reading would silently drop the first of the two. The text has to be JSON. */
export function duplicateKey(text: string): string | undefined {
  const open: (Set<string> | null)[] = [];
  let last: string | undefined;
  for (const [token] of text.matchAll(/"(?:[^"\\]|\\.)*"|[{}[\]:,]/g)) {
    const keys = open.at(-1);
    if (token === "{") {
      open.push(new Set());
    } else if (token === "[") {
      open.push(null);
    } else if (token === "}" || token === "]") {
      open.pop();
    } else if (token === ":" && keys && last !== undefined) {
      if (keys.has(last)) {
        return last;
      }
      keys.add(last);
    }
    last = token.startsWith('"') ? (JSON.parse(token) as string) : undefined;
  }
  return undefined;
}
