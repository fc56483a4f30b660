import { isObject, type JsonObject } from "../document/json";
import { readJson } from "../document/jsonText";

/** The object of a text, or what is wrong with it in words. */
export function readText(text: string): { value: JsonObject } | { wrong: string } {
  try {
    const value = readJson(text);
    return isObject(value) ? { value } : { wrong: "It has to be an object, in braces." };
  } catch (problem) {
    return { wrong: problem instanceof Error ? problem.message : String(problem) };
  }
}
