import type { Brush } from "@designer/sweeps/axes";
import { Brushes } from "@designer/sweeps/Brushes";
import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { expect, test } from "vitest";

const axis = { name: "accuracy", range: { low: 0.9, high: 0.98, log: false } };

function Desk({ told }: { told: (brush: Brush | undefined) => void }) {
  const [brushes, setBrushes] = useState<Readonly<Record<string, Brush>>>({});
  const onBrush = (name: string, brush: Brush | undefined) => {
    setBrushes(brush === undefined ? {} : { [name]: brush });
    told(brush);
  };
  return <Brushes axes={[axis]} brushes={brushes} onBrush={onBrush} />;
}

test("A bound can be typed digit by digit, and taken out again", async () => {
  let brush: Brush | undefined;
  const { unmount } = render(
    <Desk
      told={(now) => {
        brush = now;
      }}
    />,
  );
  const field = screen.getByLabelText<HTMLInputElement>("accuracy from");
  await userEvent.type(field, "0.9558");
  expect(field.value).toBe("0.9558");
  expect(brush).toEqual({ low: 0.9558, high: 0.98 });
  await userEvent.clear(field);
  expect(brush).toBeUndefined();
  await userEvent.type(field, "0.9x");
  expect(field.getAttribute("aria-invalid")).toBe("true");
  unmount();
});
