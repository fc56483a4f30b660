import { type Json, objectOf } from "./json";

/** What keeps a text from being JSON, and where. */
export class JsonFault extends Error {
  constructor(sentence: string, text: string, at: number) {
    const before = text.slice(0, at).split("\n");
    super(`${sentence} (line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}).`);
  }
}

/**
 * The value of a JSON text, and nothing of it lost: long whole numbers keep their digits, members their order, and a key that
 * stands twice is a fault. The browser's own reader rounds, sorts and drops.
 */
export function readJson(text: string): Json {
  return new Reader(text).read();
}

/** The value of a text that a program wrote: as {@link readJson}, at the speed of the browser's own reader where that loses nothing. */
export function readAnswer(text: string): Json {
  return /\d{16}|"\d+"\s*:/.test(text) ? readJson(text) : (JSON.parse(text) as Json);
}

/** A value as JSON text, so that reading it gives the value again. With an indent, one value a line. */
export function writeJson(value: unknown, indent = 0): string {
  try {
    const text = JSON.stringify(value, undefined, indent) ?? "null";
    if (!/\d{16}|\de\+/.test(text)) {
      return text;
    }
  } catch (problem) {
    if (!(problem instanceof TypeError)) {
      throw problem;
    }
    // It holds a bigint, which the browser's own writer does not know.
  }
  return written(value, " ".repeat(indent), "") ?? "null";
}

// Deeper than the server reads, and not so deep that the browser gives up.
const deepest = 100;
const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const words: readonly [string, Json][] = [
  ["true", true],
  ["false", false],
  ["null", null],
];

class Reader {
  private at = 0;

  constructor(private readonly text: string) {}

  read(): Json {
    const value = this.value(0);
    if (this.next() !== undefined) {
      throw this.fault("there is more text after its end");
    }
    return value;
  }

  private value(depth: number): Json {
    if (depth > deepest) {
      throw this.fault("it is nested too deep");
    }
    switch (this.next()) {
      case "{":
        return this.object(depth);
      case "[":
        return this.list(depth);
      case '"':
        return this.string();
      default:
        return this.word();
    }
  }

  private object(depth: number): Json {
    const members = new Map<string, Json>();
    this.each("}", () => {
      const start = this.at;
      if (this.next() !== '"') {
        throw this.fault("a key in quotes is missing");
      }
      const key = this.string();
      if (members.has(key)) {
        throw new JsonFault(`The key ${JSON.stringify(key)} stands twice in one object`, this.text, start);
      }
      if (this.next() !== ":") {
        throw this.fault("a ':' is missing");
      }
      this.at++;
      members.set(key, this.value(depth + 1));
    });
    return objectOf(members);
  }

  private list(depth: number): Json {
    const items: Json[] = [];
    this.each("]", () => items.push(this.value(depth + 1)));
    return items;
  }

  /** Reads what stands between brackets, with commas between. */
  private each(close: string, one: () => void): void {
    this.at++;
    for (let isFirst = true; this.next() !== close; isFirst = false) {
      if (!isFirst) {
        if (this.next() !== ",") {
          throw this.fault(`a comma or '${close}' is missing`);
        }
        this.at++;
        this.next();
      }
      one();
    }
    this.at++;
  }

  private string(): string {
    let end = this.at + 1;
    while (end < this.text.length && this.text[end] !== '"') {
      end += this.text[end] === "\\" ? 2 : 1;
    }
    try {
      const read = JSON.parse(this.text.slice(this.at, end + 1)) as string;
      this.at = end + 1;
      return read;
    } catch {
      throw this.fault("a text is not written or not ended as JSON does it");
    }
  }

  private word(): Json {
    for (const [word, value] of words) {
      if (this.text.startsWith(word, this.at)) {
        this.at += word.length;
        return value;
      }
    }
    number.lastIndex = this.at;
    const [token] = number.exec(this.text) ?? [];
    if (token === undefined) {
      throw this.fault("a value is missing");
    }
    const value = exactNumber(token);
    if (value === undefined) {
      throw this.fault("the number is too large");
    }
    this.at += token.length;
    return value;
  }

  /** The next character that means something; undefined at the end. */
  private next(): string | undefined {
    while (" \t\n\r".includes(this.text[this.at] ?? "x")) {
      this.at++;
    }
    return this.text[this.at];
  }

  private fault(sentence: string): JsonFault {
    return new JsonFault(`This is not JSON: ${sentence}`, this.text, this.at);
  }
}

/** What a number of a JSON text means; undefined for one that nothing can hold. */
export function exactNumber(token: string): number | bigint | undefined {
  if (/^-?\d{16,}$/.test(token)) {
    return BigInt(token);
  }
  // A zero has no sign.
  const value = Number(token) + 0;
  return Number.isFinite(value) ? value : undefined;
}

/** A number as JSON has it. Large ones that are no `bigint` keep an exponent: without, they would be read as whole numbers. */
export function numberText(value: number | bigint): string {
  if (typeof value === "bigint" || Math.abs(value) < 1e15) {
    return String(value);
  }
  return Number.isFinite(value) ? value.toExponential() : "null";
}

function written(value: unknown, indent: string, margin: string): string | undefined {
  if (typeof value === "number" || typeof value === "bigint") {
    return numberText(value);
  }
  if (typeof value !== "object" || value === null) {
    return JSON.stringify(value);
  }
  const inner = margin + indent;
  const isList = Array.isArray(value);
  const parts = isList
    ? value.map((item) => written(item, indent, inner) ?? "null")
    : Object.entries(value).flatMap(([key, member]) => {
        const text = written(member, indent, inner);
        return text === undefined ? [] : [`${JSON.stringify(key)}:${indent === "" ? "" : " "}${text}`];
      });
  const [open, close] = isList ? "[]" : "{}";
  return indent === "" || parts.length === 0
    ? `${open}${parts.join(",")}${close}`
    : `${open}\n${inner}${parts.join(`,\n${inner}`)}\n${margin}${close}`;
}
