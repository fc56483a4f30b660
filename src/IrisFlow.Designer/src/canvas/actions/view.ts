import type { Action } from "../../actions/action";
import { useCanvas } from "../canvasState";
import { manyNodes } from "../sight";
import { type CanvasContext, nonePicked, pickedSteps, say } from "./context";

const ways = [
  { name: "left", x: -1, y: 0, key: "ArrowLeft" },
  { name: "right", x: 1, y: 0, key: "ArrowRight" },
  { name: "up", x: 0, y: -1, key: "ArrowUp" },
  { name: "down", x: 0, y: 1, key: "ArrowDown" },
];

/** What is seen of the canvas. */
export function viewActions(context: CanvasContext): Action[] {
  const { view } = context;
  const section = "View";
  const canvas = { section, scope: "canvas" as const };
  return [
    { ...canvas, id: "view.fit", label: "Show everything", keys: ["1"], run: () => view.fit() },
    {
      ...canvas,
      id: "view.fit-picked",
      label: "Show what is picked",
      keys: ["2"],
      refused: () => (pickedSteps(context).length > 0 ? undefined : nonePicked),
      run: () => view.fit(pickedSteps(context)),
    },
    { ...canvas, id: "view.actual", label: "Zoom to 100 %", keys: ["0"], run: () => view.zoomTo(1) },
    { ...canvas, id: "view.in", label: "Zoom in", keys: ["+", "="], run: () => view.zoom(1.25) },
    { ...canvas, id: "view.out", label: "Zoom out", keys: ["-"], run: () => view.zoom(0.8) },
    ...ways.map(({ name, x, y, key }) => ({
      ...canvas,
      id: `view.${name}`,
      label: `Look further ${name}`,
      keys: [`Mod+${key}`],
      run: () => view.pan(200 * x, 200 * y),
    })),
    {
      ...canvas,
      id: "view.minimap",
      label: "Show or hide the minimap",
      keys: ["M"],
      run: () => {
        useCanvas.getState().toggleMinimap();
        say(
          useCanvas.getState().minimap
            ? `The minimap is shown while no more than ${manyNodes} steps are in sight.`
            : "The minimap is hidden.",
        );
      },
    },
    { section, id: "view.steps", label: "Show the list of steps", keys: ["Alt+S"], run: () => left("steps") },
    { section, id: "view.activities", label: "Show the activities", keys: ["Alt+A"], run: () => left("activities") },
    {
      section,
      id: "view.canvas",
      label: "Go to the canvas",
      keys: ["Alt+C"],
      run: () => view.focus(),
    },
  ];
}

/** Shows a list left of the canvas, and brings the focus into it. */
function left(list: "activities" | "steps"): void {
  useCanvas.getState().setLeft(list);
  requestAnimationFrame(() =>
    document.querySelector<HTMLElement>("[data-left] :is(input, [tabindex='0'], button[aria-current])")?.focus(),
  );
}
