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
  const field = (label: string, value: number | undefined, put: (value: number) => void, empty: number) => (
    <input
      type="number"
      step="any"
      aria-label={`${axis.name} ${label}`}
      placeholder={label}
      value={value === undefined || value === empty ? "" : Number(value.toPrecision(4))}
      onChange={(event) => put(event.target.value === "" ? empty : Number(event.target.value))}
    />
  );
  return (
    <>
      {field("from", now?.low, (value) => set({ low: value, high: now?.high ?? high }), low)}
      <span aria-hidden="true">–</span>
      {field("to", now?.high, (value) => set({ low: now?.low ?? low, high: value }), high)}
    </>
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
