import type { OfferedParameter, ShownColumn, ShownColumns } from "./context";

/** One line of a list of suggestions. */
export interface Suggestion {
  label: string;
  /** What is written in place of the range. */
  insert: string;
  detail?: string;
  column?: ShownColumn;
}

/** What could stand in place of a range of a text. */
export interface Suggestions {
  from: number;
  to: number;
  options: Suggestion[];
}

/** Says what could stand at a place of a text. */
export type Suggest = (text: string, caret: number) => Suggestions | null;

/** After `${`, the workflow's parameters. */
export function parameterSuggestions(parameters: readonly OfferedParameter[]): Suggest {
  return (text, caret) => {
    const begun = /\$\{?([^{}]*)$/.exec(text.slice(0, caret));
    if (!begun) {
      return null;
    }
    const word = (begun[1] ?? "").toLowerCase();
    const closing = text.slice(caret).startsWith("}") ? 1 : 0;
    const options = parameters
      .filter((parameter) => parameter.name.toLowerCase().includes(word))
      .map((parameter) => ({
        label: `\${${parameter.name}}`,
        insert: `\${${parameter.name}}`,
        detail: parameter.note ? `${parameter.type}, ${parameter.note}` : parameter.type,
      }));
    return { from: begun.index, to: caret + closing, options };
  };
}

/** The whole text is a column's name; all of them where it is one already. */
export function columnSuggestions(known: ShownColumns | undefined, types?: readonly string[]): Suggest {
  return (text) => {
    const found = matching(known, known?.columns.some((column) => column.name === text) ? "" : text);
    return { from: 0, to: text.length, options: fittingFirst(found.map(asSuggestion), types) };
  };
}

/** Columns of the types that are wanted come first; the others say that theirs is none of them. */
export function fittingFirst(options: Suggestion[], types: readonly string[] | undefined): Suggestion[] {
  if (!types || types.length === 0) {
    return options;
  }
  const isWanted = (option: Suggestion) => option.column !== undefined && types.includes(option.column.type);
  const others = options
    .filter((option) => !isWanted(option))
    .map((option) => ({ ...option, detail: "not a type for this" }));
  return [...options.filter(isWanted), ...others];
}

/** A column as a line to pick. */
export function asSuggestion(column: ShownColumn): Suggestion {
  return { label: column.name, insert: column.name, column };
}

/** The whole text is a file of the workspace. */
export function fileSuggestions(files: readonly string[]): Suggest {
  return (text) => {
    const found = files.filter((file) => file !== text && file.toLowerCase().includes(text.toLowerCase()));
    return { from: 0, to: text.length, options: found.slice(0, 100).map((file) => ({ label: file, insert: file })) };
  };
}

/** The functions of expressions (`src/docs/expressions.md`). */
export const functions =
  "abs sign round floor ceil sqrt exp power log log2 log10 sin cos tan min max clip is_nan length lower upper trim starts_with ends_with contains concat replace substring year quarter month day week weekday day_of_year hour minute second days_between seconds_between if coalesce nullif hash cast try_cast".split(
    " ",
  );

/** The word before the caret is a column or a function of an expression. */
export function expressionSuggestions(known: ShownColumns | undefined): Suggest {
  return (text, caret) => {
    const before = text.slice(0, caret);
    const quoted = /[[`]([^\]`]*)$/.exec(before);
    const begun = quoted && (quoted[1] ?? "").length > 0 ? quoted : /[A-Za-z_][A-Za-z0-9_]*$/.exec(before);
    if (!begun || isInText(before)) {
      return null;
    }
    const word = begun[0].replace(/^[[`]/, "");
    const columns = matching(known, word).map((column) => ({
      label: column.name,
      insert: columnInExpression(column.name),
      column,
    }));
    const calls = functions
      .filter((name) => begun !== quoted && name.startsWith(word.toLowerCase()))
      .map((name) => ({ label: `${name}(…)`, insert: `${name}(`, detail: "function" }));
    const options = [...columns, ...calls].filter((option) => option.insert !== begun[0]);
    return { from: begun.index, to: caret, options };
  };
}

/** A column's name as an expression writes it. */
export function columnInExpression(name: string): string {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(name) ? name : name.includes("`") ? `[${name}]` : `\`${name}\``;
}

/** The first of several that has something to say. */
export function firstOf(...all: Suggest[]): Suggest {
  return (text, caret) => {
    for (const suggest of all) {
      const found = suggest(text, caret);
      if (found) {
        return found;
      }
    }
    return null;
  };
}

/** The columns whose names hold a text, those that begin with it first. */
export function matching(known: ShownColumns | undefined, text: string): ShownColumn[] {
  const wanted = text.toLowerCase();
  const found = (known?.columns ?? []).filter((column) => column.name.toLowerCase().includes(wanted));
  const begins = (column: ShownColumn) => (column.name.toLowerCase().startsWith(wanted) ? 0 : 1);
  return wanted === "" ? found : found.sort((one, other) => begins(one) - begins(other));
}

function isInText(before: string): boolean {
  return ((before.match(/'/g) ?? []).length + (before.match(/"/g) ?? []).length) % 2 === 1;
}
