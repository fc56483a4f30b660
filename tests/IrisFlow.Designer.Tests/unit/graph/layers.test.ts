import { placed } from "@designer/graph/layers";
import { expect, test } from "vitest";

const node = (id: string) => ({ id, title: id, subtitle: "", look: "table" });

test("What leads to a node stands left of it, by the longest way", () => {
  const { nodes } = placed(["a", "b", "c"].map(node), [
    { from: "a", to: "b" },
    { from: "b", to: "c" },
    { from: "a", to: "c" },
  ]);
  const x = Object.fromEntries(nodes.map((one) => [one.id, one.x]));
  expect(x.a).toBeLessThan(x.b ?? 0);
  expect(x.b).toBeLessThan(x.c ?? 0);
});

test("No two nodes stand in one place, and a circle is drawn all the same", () => {
  const { nodes, edges } = placed(["a", "b", "c", "d"].map(node), [
    { from: "a", to: "b" },
    { from: "b", to: "a" },
    { from: "a", to: "c" },
    { from: "a", to: "d" },
    { from: "a", to: "nowhere" },
  ]);
  expect(new Set(nodes.map((one) => `${one.x} ${one.y}`)).size).toBe(4);
  expect(edges).toHaveLength(4);
});
