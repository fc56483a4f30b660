import { paste } from "@designer/canvas/actions/clipboard";
import { clipText } from "@designer/document/clipboard";
import { emptyDocument, groupsOf, placesOf, stepOf, stepsOf } from "@designer/document/document";
import { expect, test } from "vitest";
import { iris } from "../document/iris";
import { actionsOn } from "./actionsOn";
import { contextOf } from "./context";

const { context, open, document_, run } = actionsOn(iris);

test("Duplicated steps are picked, and stand by the ones they come from, on nothing", () => {
  open().select({ steps: ["load"] });
  run("edit.duplicate");

  expect(open().selection.steps).toEqual(["load-2"]);
  expect(placesOf(document_()).get("load-2")).toEqual({ x: 0, y: 140 });
});

test("A group that is picked is copied with its steps", () => {
  open().select({ groups: ["group-1"] });
  run("edit.duplicate");

  expect(open().selection.steps).toEqual(["filter-2", "select-2"]);
  expect(groupsOf(document_()).at(-1)).toMatchObject({ label: "Prepare", steps: ["filter-2", "select-2"] });
});

test("What is pasted out of sight comes to where one looks", () => {
  context().view.sees = () => false;
  paste(
    context(),
    clipText(iris, { steps: ["train"] }, () => ({ x: 90_000, y: 0 })),
    true,
  );

  expect(placesOf(document_()).get("train-2")?.x).toBeCloseTo(500 - 204 / 2, -1);
});

test("Cutting leaves the steps where the browser does not take them", async () => {
  open().select({ steps: ["train"] });
  const status = document.body.appendChild(Object.assign(document.createElement("p"), { id: "status" }));
  run("edit.cut");

  await expect.poll(() => status.textContent).toContain("does not let the page write");
  expect(stepOf(document_(), "train")).toBeDefined();
});

test("Steps are pasted into another workflow", () => {
  const other = contextOf(emptyDocument("other"));
  paste(
    other,
    clipText(iris, { steps: ["load", "filter"] }, () => ({ x: 0, y: 0 })),
    true,
  );

  expect(stepsOf(other.store.getState().history.document).map((step) => step.name)).toEqual(["load", "filter"]);
});

test("What is no step on the clipboard changes nothing", () => {
  paste(context(), "<script>", true);

  expect(document_()).toBe(iris);
});
