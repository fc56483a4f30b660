import { useState } from "react";
import { type Axis, type Brush, nameOf } from "./axes";

interface Props {
  axes: readonly Axis[];
  brushes: Readonly<Record<string, Brush>>;
  onBrush: (axis: string, brush: Brush | undefined) => void;
}

/** What the mouse draws on the axes, as fields. */
export function Brushes({ axes, brushes, onBrush }: Props) {
  return (
    <fieldset className="brushes">
      <legend className="visually-hidden">Only runs with</legend>
      {axes.map((axis) => (
        <div key={axis.name} className="brush-field">
          {axis.range ? (
            <Range axis={axis} brush={brushes[axis.name]} onBrush={onBrush} />
          ) : (
            <Values axis={axis} brush={brushes[axis.name]} onBrush={onBrush} />
          )}
        </div>
      ))}
    </fieldset>
  );
}

interface FieldProps {
  axis: Axis;
  brush: Brush | undefined;
  onBrush: (axis: string, brush: Brush | undefined) => void;
}

function Range({ axis, brush, onBrush }: FieldProps) {
  const now = brush && "low" in brush ? brush : undefined;
  const { low, high } = axis.range ?? { low: 0, high: 0 };
  const set = (next: { low: number; high: number }) =>
    onBrush(axis.name, next.low <= low && next.high >= high ? undefined : next);
  const bound = (side: "from" | "to", value: number | undefined, end: number) => (
    <Bound
      label={`${axis.name} ${side}`}
      side={side}
      value={value === end ? undefined : value}
      onChange={(value = end) =>
        set({ low: now?.low ?? low, high: now?.high ?? high, [side === "from" ? "low" : "high"]: value })
      }
    />
  );
  return (
    <>
      {bound("from", now?.low, low)}
      <span aria-hidden="true">–</span>
      {bound("to", now?.high, high)}
    </>
  );
}

interface BoundProps {
  label: string;
  side: string;
  value: number | undefined;
  onChange: (value: number | undefined) => void;
}

/** One end of a range. What is being typed stays as it is typed: `0.` is on its way to 0.95. */
function Bound({ label, side, value, onChange }: BoundProps) {
  const [typed, setTyped] = useState<string | null>(null);
  return (
    <input
      inputMode="decimal"
      className="brush-bound"
      aria-label={label}
      placeholder={side}
      value={typed ?? (value === undefined ? "" : String(Number(value.toPrecision(4))))}
      aria-invalid={typed !== null && !Number.isFinite(Number(typed))}
      onChange={({ target }) => {
        setTyped(target.value);
        const number = Number(target.value);
        if (Number.isFinite(number)) {
          onChange(target.value.trim() === "" ? undefined : number);
        }
      }}
      onBlur={() => setTyped(null)}
    />
  );
}

function Values({ axis, brush, onBrush }: FieldProps) {
  const names = (axis.values ?? []).map(nameOf);
  const picked = brush && "values" in brush ? brush.values : names;
  return (
    <>
      {names.map((name) => (
        <label key={name} className="check">
          <input
            type="checkbox"
            checked={picked.includes(name)}
            onChange={(event) => {
              const next = event.target.checked ? [...picked, name] : picked.filter((one) => one !== name);
              onBrush(axis.name, next.length === names.length ? undefined : { values: next });
            }}
          />
          {name}
        </label>
      ))}
    </>
  );
}
