import type { FlowNode } from "@designer/canvas/flow";
import { farZoom, manyNodes, sightOf } from "@designer/canvas/sight";
import { expect, test } from "vitest";

const node = (index: number, y = 0): FlowNode => ({
  id: `s${index}`,
  type: "step",
  position: { x: (index % 30) * 20, y: y + Math.floor(index / 30) * 20 },
  width: 10,
  height: 10,
  data: { name: `s${index}` },
});
const nodes = (count: number, y = 0) => Array.from({ length: count }, (_, index) => node(index, y));
const screen = (zoom: number) => ({ transform: [0, 0, zoom] as [number, number, number], width: 1000, height: 1000 });

test("With more than three hundred nodes in sight there are many, however near they are: the minimap goes", () => {
  expect(sightOf(screen(1), nodes(manyNodes))).toBe("few");
  expect(sightOf(screen(1), nodes(manyNodes + 1))).toBe("many");
});

test("So many seen from afar are a crowd, which is drawn as a picture", () => {
  expect(sightOf(screen(farZoom - 0.01), nodes(manyNodes + 1))).toBe("crowd");
});

test("What is out of sight does not count", () => {
  expect(sightOf(screen(1), [...nodes(manyNodes), ...nodes(500, 5000)])).toBe("few");
});
