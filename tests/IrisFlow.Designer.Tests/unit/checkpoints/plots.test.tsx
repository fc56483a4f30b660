import { ConfusionMatrix, mistakesIn } from "@designer/checkpoints/ConfusionMatrix";
import { CurvePlot } from "@designer/checkpoints/CurvePlot";
import type { ModelView } from "@designer/checkpoints/documents";
import { ModelPart } from "@designer/checkpoints/ModelPart";
import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";

afterEach(cleanup);

const classes = (count: number) => Array.from({ length: count }, (_, i) => `class ${i}`);

test("A thousand classes are no matrix but the mistakes that are made most", () => {
  const names = classes(1000);
  const counts = names.map((_, i) =>
    names.map((_, j) => (i === j ? 50 : i === 7 && j === 9 ? 30 : i === 3 && j === 1 ? 40 : 0)),
  );
  const { container } = render(<ConfusionMatrix confusion={{ actual: names, predicted: names, counts }} />);
  expect(container.querySelectorAll("*").length).toBeLessThan(100);
  expect([...container.querySelectorAll(".bars-label")].map((label) => label.textContent)).toEqual([
    "class 3 → class 1",
    "class 7 → class 9",
  ]);
  expect(mistakesIn({ actual: names, predicted: names, counts })).toHaveLength(2);
});

test("Of more curves than there are colours six are drawn, and each of the others can be", () => {
  const curves = classes(40).map((name) => ({
    name,
    points: [
      { x: 0, y: 0, row: [] },
      { x: 1, y: 1, row: [] },
    ],
  }));
  const { container } = render(
    <CurvePlot title="ROC" file="roc" x="x" y="y" columns={["class"]} curves={curves} diagonal={false} />,
  );
  const drawn = () => [...container.querySelectorAll("polyline")].map((line) => line.getAttribute("class"));
  expect(new Set(drawn()).size).toBe(6);
  expect(screen.getByRole("button", { name: "class 39" }).getAttribute("aria-pressed")).toBe("false");
  fireEvent.click(screen.getByRole("button", { name: "class 39" }));
  expect(screen.getByRole("button", { name: "class 39" }).getAttribute("aria-pressed")).toBe("true");
  expect(drawn()).toHaveLength(6);
  expect(new Set(drawn()).size).toBe(6);
});

test("A point that is no number is in the table of a curve and does not break its line", () => {
  const points = [0, Number.NaN, 1].map((x) => ({ x, y: x, row: [String(x)] }));
  const { container } = render(
    <CurvePlot title="ROC" file="roc" x="x" y="y" columns={["x"]} curves={[{ name: "a", points }]} diagonal={false} />,
  );
  expect(container.querySelector("polyline")?.getAttribute("points")).not.toContain("NaN");
  expect(container.querySelector("polyline")?.getAttribute("points")?.split(" ")).toHaveLength(2);
});

const model: ModelView = {
  kind: "model",
  trainer: { kind: "logistic-regression" },
  target: "species",
  targetType: "string",
  classes: classes(300),
  features: ["a"],
  preparation: [],
  coefficients: classes(300).flatMap((name) => [
    { class: name, feature: "a", value: 1 },
    { class: name, feature: null, value: "NaN" },
  ]),
};

test("A model of many classes shows the figures of one, and the others are chosen", () => {
  render(<ModelPart view={model} />);
  expect(screen.getAllByRole("heading", { name: /^Coefficients/ }).map((h) => h.textContent)).toEqual([
    "Coefficients of class 0",
  ]);
  fireEvent.change(screen.getByLabelText("Class"), { target: { value: "299" } });
  screen.getByRole("heading", { name: "Coefficients of class 299" });
});

test("A figure that is no number has no bar, and leaves the others theirs", () => {
  const { container } = render(
    <ModelPart view={{ ...model, classes: [], coefficients: model.coefficients?.slice(0, 2) }} />,
  );
  expect([...container.querySelectorAll<HTMLElement>(".bars-bar")].map((bar) => bar.style.width)).toEqual([
    "100%",
    "0%",
  ]);
  expect([...container.querySelectorAll(".bars-value")].map((value) => value.textContent)).toEqual(["1", "NaN"]);
});
