/** What a JSON text can hold; a whole number that a `number` could round is a `bigint`. Values are never changed in place. */
export type Json = null | boolean | number | bigint | string | readonly Json[] | JsonObject;
export type JsonObject = { readonly [key: string]: Json };

/** A place in a document: the keys and indexes that lead there. */
export type Path = readonly (string | number)[];

/** Whether a value is an object with members. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A member, own members only: a step may be called `constructor` or `__proto__`. */
export function member(value: unknown, key: string | number): Json | undefined {
  if (Array.isArray(value)) {
    return typeof key === "number" ? (value[key] as Json | undefined) : undefined;
  }

  return isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

/** A member that is an object; an empty one where there is none. */
export function objectIn(value: unknown, key: string): JsonObject {
  const found = member(value, key);
  return isObject(found) ? found : nothing;
}

/** A member that is a text. */
export function textIn(value: unknown, key: string): string | undefined {
  const found = member(value, key);
  return typeof found === "string" ? found : undefined;
}

/** The value at a place, or undefined where there is none. */
export function at(value: Json, path: Path): Json | undefined {
  return path.reduce<Json | undefined>((inner, key) => member(inner, key), value);
}

/** An object of the members in their order; unlike assignment, also for a member called `__proto__` or `2024`. */
export function objectOf(members: Iterable<readonly [string, Json]>): JsonObject {
  const made = new Map(members);
  const object = Object.fromEntries(made);
  const names = [...made.keys()];
  // An object of its own accord puts names that are whole numbers first, where no file has them.
  return Object.keys(object).every((name, index) => name === names[index])
    ? object
    : new Proxy(object, { ownKeys: () => names });
}

/** Whether two values are written the same: the order of members counts, as it does in a file. */
export function same(one: Json | undefined, other: Json | undefined): boolean {
  if (one === other) {
    return true;
  }

  if (Array.isArray(one) && Array.isArray(other)) {
    return one.length === other.length && one.every((value, index) => same(value, other[index]));
  }

  if (!isObject(one) || !isObject(other)) {
    return false;
  }

  const keys = Object.keys(other);
  return (
    Object.keys(one).every((key, index) => key === keys[index] && same(one[key], other[key])) &&
    Object.keys(one).length === keys.length
  );
}

/** The new value, made of the objects of the old one wherever they are written the same. */
export function shared(old: Json | undefined, value: Json): Json {
  if (old !== undefined && same(old, value)) {
    return old;
  }

  return isObject(old) && isObject(value)
    ? objectOf(Object.entries(value).map(([key, inner]) => [key, shared(member(old, key), inner)]))
    : value;
}

const nothing: JsonObject = Object.freeze({});
