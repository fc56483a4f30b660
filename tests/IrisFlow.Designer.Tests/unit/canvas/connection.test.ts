import { refusalOf, wiredSentence, wireOptions } from "@designer/canvas/connection";
import type { PortRef } from "@designer/canvas/ports";
import { stepOf } from "@designer/document/document";
import { begin, perform } from "@designer/document/history";
import { expect, test } from "vitest";
import { iris } from "../document/iris";
import { catalog } from "./catalog";

const out = (step: string, port: string): PortRef => ({ step, port, side: "out" });
const into = (step: string, port: string): PortRef => ({ step, port, side: "in" });

test("A wire between ports of the same kind is accepted, in either direction of drawing", () => {
  expect(refusalOf(iris, catalog, out("load", "rows"), into("train", "rows"))).toBeUndefined();
  expect(refusalOf(iris, catalog, into("train", "rows"), out("load", "rows"))).toBeUndefined();
});

test("A wire to an input of another kind is refused, and the sentence names both kinds", () => {
  expect(refusalOf(iris, catalog, out("train", "model"), into("evaluate", "rows"))).toBe(
    "evaluate.rows takes a table, and train.model gives a model.",
  );
});

test("A wire that would close a circle is refused, over any number of steps", () => {
  expect(refusalOf(iris, catalog, out("select", "rows"), into("filter", "rows"))).toBe(
    "That would be a circle: select already depends on filter.",
  );
});

test("A step can't read its own output", () => {
  expect(refusalOf(iris, catalog, out("filter", "rows"), into("filter", "rows"))).toBe(
    "A step can't read its own output.",
  );
});

test("A wire that is there already is refused", () => {
  expect(refusalOf(iris, catalog, out("load", "rows"), into("filter", "rows"))).toBe("This wire is there already.");
});

test("Two outputs are not wired to one another", () => {
  expect(refusalOf(iris, catalog, out("load", "rows"), out("train", "model"))).toContain("not to another output");
});

test("A step whose activity the workspace does not have takes and gives anything", () => {
  const strange = perform(begin(iris), [{ do: "set-uses", step: "select", uses: "other.thing" }]).document;

  expect(stepOf(strange, "select")?.uses).toBe("other.thing");
  expect(refusalOf(strange, catalog, out("load", "rows"), into("select", "rows"))).toBeUndefined();
});

test("Options of an output are those that can be drawn, then those that replace a wire, then those refused with their reason", () => {
  const options = wireOptions(iris, catalog, "select", out("select", "scores"));
  const kinds = options.map((option) => (option.refused ? "refused" : option.replaces ? "replaces" : "free"));

  expect(kinds).toEqual(
    [...kinds].sort((a, b) => ["free", "replaces", "refused"].indexOf(a) - ["free", "replaces", "refused"].indexOf(b)),
  );
  expect(options.find((option) => option.to.step === "train")?.replaces).toBe("select.rows");
  expect(options.find((option) => option.to.step === "evaluate" && option.to.port === "model")?.refused).toContain(
    "takes a model",
  );
});

test("Options of an input are the outputs that could feed it", () => {
  const options = wireOptions(iris, catalog, "evaluate", into("evaluate", "model"));

  expect(options.filter((option) => !option.refused)).toEqual([]);
  expect(options.find((option) => option.from.step === "train")?.refused).toBe("This wire is there already.");
});

test("A wire that takes the place of another says so", () => {
  expect(wiredSentence(iris, out("load", "rows"), into("train", "rows"))).toBe(
    "load.rows is wired to train.rows, in place of select.rows.",
  );
  expect(wiredSentence(iris, out("evaluate", "metrics"), into("load", "rows"))).toBe(
    "evaluate.metrics is wired to load.rows.",
  );
});

test("In a chain of two thousand steps, the outputs of those that follow are refused as a circle", () => {
  const sourceOf = (index: number): Record<string, string> => (index === 0 ? {} : { rows: `s${index - 1}.rows` });
  const steps = Object.fromEntries(
    Array.from({ length: 2000 }, (_, index) => [`s${index}`, { uses: "data.filter", from: sourceOf(index) }]),
  );
  const chain = { definition: { steps }, layout: {} };
  const options = wireOptions(chain, catalog, "s1000", into("s1000", "rows"));

  expect(options).toHaveLength(1999);
  expect(options.filter((option) => option.refused?.startsWith("That would be a circle"))).toHaveLength(999);
});
