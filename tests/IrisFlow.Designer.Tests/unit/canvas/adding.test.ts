import { rankedActivities } from "@designer/canvas/activityChoices";
import { addingOf, portFor } from "@designer/canvas/adding";
import { placeMissing } from "@designer/canvas/layout/beside";
import { emptyDocument, placesOf, stepOf } from "@designer/document/document";
import { perform } from "@designer/document/history";
import { expect, test } from "vitest";
import { iris } from "../document/iris";
import { catalog } from "./catalog";
import { contextOf } from "./context";

const middle = { x: 500, y: 300 };

test("A step that is added to one that is picked is wired by the first ports that fit", () => {
  const open = contextOf(iris).store.getState();
  const { name, commands } = addingOf(open, catalog, {
    uses: "model.predict",
    middle,
    port: portFor(iris, catalog, "train", "model.predict"),
  });
  const added = perform(open.history, commands).document;

  expect(name).toBe("predict");
  expect(stepOf(added, "predict")?.from).toEqual({ model: "train.model" });
  expect(perform(open.history, commands).past).toHaveLength(1);
});

test("A step is wired backwards from an input that a wire was dragged from", () => {
  const open = contextOf(iris).store.getState();
  const { commands } = addingOf(open, catalog, {
    uses: "data.concat",
    middle,
    port: { step: "evaluate", port: "rows", side: "in" },
  });

  expect(stepOf(perform(open.history, commands).document, "evaluate")?.from.rows).toBe("concat.rows");
});

test("Without a place, a step goes where nothing stands", () => {
  const open = contextOf(iris).store.getState();
  const first = addingOf(open, catalog, { uses: "data.filter", middle });
  const once = perform(open.history, first.commands);
  const second = addingOf({ ...open, history: once }, catalog, { uses: "data.filter", middle });
  const twice = placesOf(perform(once, second.commands).document);

  expect(second.name).toBe("filter-3");
  expect((twice.get("filter-3")?.y ?? 0) - (twice.get("filter-2")?.y ?? 0)).toBeGreaterThan(60);
});

test("The list is narrowed by name, tags, family, what can be chosen, what it does and the kinds of its ports", () => {
  const found = (words: string) => rankedActivities(catalog, words, iris, []).map((activity) => activity.uses);

  expect(found("csv")[0]).toBe("data.read-csv");
  expect(found("where")[0]).toBe("data.filter");
  expect(found("remove rows")[0]).toBe("data.filter");
  expect(found("random forest")).toEqual(["model.train"]);
  expect(found("metrics").sort()).toEqual(["model.cross-validate", "model.evaluate"]);
  expect(found("features")).toContain("features.select-k-best");
  expect(found("long sepals")).toContain("iris.remove-long-sepals");
  expect(found("nothing of the kind")).toEqual([]);
});

test("Only what a wire could end at is listed for a wire", () => {
  const found = rankedActivities(catalog, "", iris, [], { step: "train", port: "model", side: "out" }).map(
    (activity) => activity.uses,
  );

  expect(found.sort()).toEqual(["model.cross-validate", "model.evaluate", "model.predict"]);
});

test("Without words, what was added of late comes first", () => {
  expect(
    rankedActivities(catalog, "", emptyDocument("new"), ["model.predict", "data.split"])
      .map((activity) => activity.uses)
      .slice(0, 2),
  ).toEqual(["model.predict", "data.split"]);
});

test("Of what fits as well, what was added of late and what the workflow has comes first", () => {
  const found = (recent: string[]) =>
    rankedActivities(catalog, "data", emptyDocument("new"), recent).map((activity) => activity.uses);

  expect(found([])[0]).toBe("data.concat");
  expect(found(["data.join"])[0]).toBe("data.join");
  expect(rankedActivities(catalog, "model", iris, [])[0]?.uses).toBe("model.evaluate");
});

test("Steps without a place stand right of what they read, and on nothing", () => {
  const places = placeMissing({ document: iris, placed: {} }, catalog);

  expect(Object.keys(places)).toEqual(["select", "train", "evaluate"]);
  expect(places.select?.x).toBeGreaterThan(260);
  expect(places.train?.x).toBeGreaterThan(places.select?.x ?? 0);
});
