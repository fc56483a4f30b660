import { isKey } from "@designer/actions/action";
import { commandsFor } from "@designer/actions/CommandPalette";
import { allActions } from "@designer/actions/registry";
import { actionFor } from "@designer/actions/shortcuts";
import { canvasActions } from "@designer/canvas/actions/table";
import { useCanvas } from "@designer/canvas/canvasState";
import { groupsOf, notesOf, placesOf, stepOf, stepsOf, textOf, wiresOf } from "@designer/document/document";
import { expect, test } from "vitest";
import { iris } from "../document/iris";
import { actionsOn } from "./actionsOn";

const { begin, context, open, document_, run } = actionsOn(iris);

test("Every action is in the command palette, with its keys", () => {
  expect(
    commandsFor("")
      .map((choice) => choice.id)
      .sort(),
  ).toEqual(
    canvasActions(context())
      .map((action) => action.id)
      .sort(),
  );
  expect(allActions().length).toBeGreaterThan(35);
});

test("An action that can't be done says why in the palette", () => {
  expect(commandsFor("rename the step")[0]?.refused).toBe("No step is picked.");
});

test("No two actions share an id or a key", () => {
  const ids = allActions().map((action) => action.id);
  const keys = allActions().flatMap((action) => action.keys ?? []);

  expect(new Set(ids).size).toBe(ids.length);
  expect(new Set(keys).size).toBe(keys.length);
});

test("A key means its action on the canvas, and a letter in a field is a letter", () => {
  const field = document.body.appendChild(document.createElement("input"));
  const press = (target: Element, init: KeyboardEventInit) => {
    let found: string | undefined;
    const listen = (event: KeyboardEvent) => {
      found = actionFor(event, allActions())?.id;
    };
    window.addEventListener("keydown", listen);
    target.dispatchEvent(new KeyboardEvent("keydown", { ...init, bubbles: true }));
    window.removeEventListener("keydown", listen);
    return found;
  };

  expect(press(document.body, { key: "w" })).toBe("steps.wire");
  expect(press(document.body, { key: "z", ctrlKey: true })).toBe("edit.undo");
  expect(press(field, { key: "w" })).toBeUndefined();
  expect(press(field, { key: "z", ctrlKey: true })).toBeUndefined();
  expect(press(field, { key: "F2" })).toBe("steps.rename");
});

test("A sign that needs Shift on some keyboards is told by the sign alone", () => {
  expect(isKey(new KeyboardEvent("keydown", { key: "/", shiftKey: true }), "/")).toBe(true);
  expect(isKey(new KeyboardEvent("keydown", { key: "W", shiftKey: true }), "W")).toBe(false);
});

test("A letter is told by where its key is where the keyboard writes another script, or Alt makes another sign of it", () => {
  expect(isKey(new KeyboardEvent("keydown", { key: "ц", code: "KeyW" }), "W")).toBe(true);
  expect(isKey(new KeyboardEvent("keydown", { key: "ß", code: "KeyS", altKey: true }), "Alt+S")).toBe(true);
  expect(isKey(new KeyboardEvent("keydown", { key: "w", code: "KeyZ" }), "Z")).toBe(false);
});

test("What is chosen in a list is undone by its keys; what is typed in a text is the text's own", () => {
  const found = (element: string, init: KeyboardEventInit) => {
    const target = document.body.appendChild(document.createElement(element));
    const event = new KeyboardEvent("keydown", { ...init, bubbles: true });
    target.dispatchEvent(event);
    return actionFor(event, allActions())?.id;
  };

  expect(found("select", { key: "z", ctrlKey: true })).toBe("edit.undo");
  expect(found("select", { key: "n" })).toBeUndefined();
  expect(found("textarea", { key: "z", ctrlKey: true })).toBeUndefined();
  expect(found("textarea", { key: "c", code: "KeyC", altKey: true })).toBe("view.canvas");
  expect(found("textarea", { key: "ç", code: "KeyC", altKey: true })).toBeUndefined();
});

test("Undo takes back what was done last, and says what", () => {
  open().select({ steps: ["train"] });
  run("edit.delete");
  expect(stepOf(document_(), "train")).toBeUndefined();

  run("edit.undo");
  expect(textOf(document_())).toBe(textOf(iris));
});

test("Arrows move what is picked; one after the other they are one entry", () => {
  open().select({ steps: ["filter"] });
  run("arrange.right");
  run("arrange.right");
  run("arrange.far-down");

  expect(placesOf(document_()).get("filter")).toEqual({ x: 280, y: 100 });
  expect(open().history.past).toHaveLength(1);
});

test("The first move writes down where the layout put the others", () => {
  begin({ definition: iris.definition, layout: {} });
  open().setPlaced({ load: { x: 1, y: 2 }, train: { x: 3, y: 4 } });
  open().select({ steps: ["train"] });
  run("arrange.left");

  expect(Object.fromEntries(placesOf(document_()))).toEqual({ load: { x: 1, y: 2 }, train: { x: -7, y: 4 } });
  run("edit.undo");
  expect(document_().layout).toEqual({});
});

test("Steps are put in a line, or evenly apart, as one entry", () => {
  open().perform({ do: "move", steps: { load: { x: 0, y: 0 }, filter: { x: 10, y: 200 }, select: { x: 40, y: 600 } } });
  open().select({ steps: ["load", "filter", "select"] });
  run("arrange.align-left");
  run("arrange.spread-y");
  const [load, filter, select] = ["load", "filter", "select"].map((name) => placesOf(document_()).get(name));

  expect([load?.x, filter?.x, select?.x]).toEqual([0, 0, 0]);
  expect([load?.y, filter?.y, select?.y]).toEqual([0, 300, 600]);
  expect(
    open()
      .history.past.map((entry) => entry.label)
      .slice(1),
  ).toEqual(["align the left edges", "spread from top to bottom"]);
});

test("Of steps that were deleted in the text, none is picked with what leads to others", () => {
  open().perform({ do: "set", path: ["steps", "load"], value: undefined });
  open().select({ steps: ["select"] });
  run("edit.pick-before");

  expect([...open().selection.steps].sort()).toEqual(["filter", "select"]);
});

test("Notes are sized by keys, and stay large enough to write in", () => {
  open().perform({ do: "add-note", id: "note-1", text: "mind", at: { x: 0, y: 0 } });
  open().select({ notes: ["note-1"] });
  run("arrange.wider");
  for (let pressed = 0; pressed < 9; pressed++) {
    run("arrange.lower");
  }

  expect(notesOf(document_())).toMatchObject([{ width: 240, height: 60 }]);
});

test("Grouping and folding are entries of their own", () => {
  open().select({ steps: ["train", "evaluate"] });
  run("arrange.group");
  run("arrange.fold");

  expect(groupsOf(document_()).at(-1)).toMatchObject({ steps: ["train", "evaluate"], collapsed: true });
  expect(open().history.past.map((entry) => entry.label)).toEqual(["group 2 steps", "fold a group"]);
});

test("Everything before and after a step can be picked", () => {
  open().select({ steps: ["select"] });
  run("edit.pick-before");
  expect([...open().selection.steps].sort()).toEqual(["filter", "load", "select"]);

  open().select({ steps: ["select"] });
  run("edit.pick-after");
  expect([...open().selection.steps].sort()).toEqual(["evaluate", "select", "train"]);
});

test("A wire that is picked is taken off, and nothing else", () => {
  open().select({ wires: [{ step: "train", port: "rows" }] });
  run("edit.delete");

  expect(wiresOf(document_())).toHaveLength(wiresOf(iris).length - 1);
  expect(stepsOf(document_())).toHaveLength(5);
});

test("Several wires that are picked are taken off at once", () => {
  open().select({
    wires: [
      { step: "evaluate", port: "rows" },
      { step: "evaluate", port: "model" },
    ],
  });
  run("edit.delete");

  expect(stepOf(document_(), "evaluate")?.from).toEqual({});
  run("edit.undo");
  expect(textOf(document_())).toBe(textOf(iris));
});

test("A renamed step stays where the layout put it, and so it does when that is undone", () => {
  open().setPlaced({ train: { x: 700, y: 30 } });
  open().perform({ do: "rename-step", step: "train", to: "fit" });
  expect(open().placed.fit).toEqual({ x: 700, y: 30 });

  run("edit.undo");
  expect(open().placed.train).toEqual({ x: 700, y: 30 });
});

test("Of a workflow that only C# defines nothing is edited, and why is said", () => {
  const status = document.getElementById("status") ?? document.body.appendChild(document.createElement("p"));
  status.id = "status";
  open().load(iris, { etag: null, inCode: true });
  open().select({ steps: ["train"] });
  for (const id of [
    "edit.delete",
    "edit.duplicate",
    "arrange.right",
    "arrange.group",
    "arrange.note",
    "arrange.layout",
  ]) {
    status.textContent = "";
    run(id);
    expect(status.textContent).toContain("C# defines this workflow.");
  }

  expect(document_()).toBe(iris);
  expect(useCanvas.getState().over).toBeNull();
});

test("What was done to many steps is said by their number", () => {
  const status = document.getElementById("status") ?? document.body.appendChild(document.createElement("p"));
  status.id = "status";
  const steps = Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`s${index}`, { uses: "data.filter" }]));
  open().load({ definition: { steps }, layout: {} }, { etag: null });
  open().select({ steps: Object.keys(steps) });
  run("edit.delete");

  expect(status.textContent).toBe("Removed 20 steps.");
});
