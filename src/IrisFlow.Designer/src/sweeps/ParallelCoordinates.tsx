import { type PointerEvent, useRef, useState } from "react";
import type { SweepRow } from "../api/runs";
import { writeJson } from "../document/jsonText";
import { figure } from "../running/times";
import { type Axis, type Brush, isWithin, nameOf, shareOf, valueAt, valueOfShare } from "./axes";

interface Props {
  axes: readonly Axis[];
  rows: readonly SweepRow[];
  best?: string | null;
  brushes: Readonly<Record<string, Brush>>;
  onBrush: (axis: string, brush: Brush | undefined) => void;
  highlighted?: string | null;
  onHighlight: (run: string | null) => void;
}

const [height, top, bottom] = [300, 34, 16];

/** Each run as a line through what it has. A stretch of an axis that is drawn with the mouse leaves only the runs that pass it. */
export function ParallelCoordinates({ axes, rows, best, brushes, onBrush, highlighted, onHighlight }: Props) {
  const width = Math.max(1120, axes.length * 170);
  const side = width / (2 * Math.max(1, axes.length));
  const svg = useRef<SVGSVGElement>(null);
  const [drawing, setDrawing] = useState<{ axis: Axis; from: number; to: number } | null>(null);
  const x = (index: number) => side + (index / Math.max(1, axes.length - 1)) * (width - 2 * side);
  const y = (share: number) => top + (1 - share) * (height - top - bottom);
  const shareAt = (event: PointerEvent) => {
    const box = svg.current?.getBoundingClientRect();
    const at = box ? ((event.clientY - box.top) / box.height) * height : 0;
    return Math.min(1, Math.max(0, 1 - (at - top) / (height - top - bottom)));
  };
  const finish = () => {
    if (drawing) {
      const [low, high] = [Math.min(drawing.from, drawing.to), Math.max(drawing.from, drawing.to)];
      onBrush(drawing.axis.name, high - low < 0.02 ? undefined : brushOf(drawing.axis, low, high));
      setDrawing(null);
    }
  };
  return (
    <div className="parallel-scroll">
      <svg
        ref={svg}
        className="parallel"
        viewBox={`0 0 ${width} ${height}`}
        role="img"
        aria-label={`${rows.length} runs over ${axes.map((axis) => axis.name).join(", ")}; the table below has the same figures`}
        onPointerMove={(event) => drawing && setDrawing({ ...drawing, to: shareAt(event) })}
        onPointerUp={finish}
        onPointerLeave={finish}
      >
        {rows.map((row) => {
          const isIn = isWithin(row, brushes);
          const points = axes.flatMap((axis, index) => {
            const share = shareOf(axis, valueAt(row, axis.name));
            return share === undefined ? [] : [`${x(index)},${y(share)}`];
          });
          const isBest = row.run !== null && row.run === best;
          const isUp = row.run !== null && row.run === highlighted;
          return (
            <polyline
              key={`${row.run} ${writeJson(row.values)}`}
              className={`line ${isIn ? "" : "line-out"} ${isBest ? "line-best" : ""} ${isUp ? "line-up" : ""}`}
              points={points.join(" ")}
              onPointerEnter={() => onHighlight(row.run)}
              onPointerOut={() => onHighlight(null)}
            >
              <title>{axes.map((axis) => `${axis.name}: ${nameOf(valueAt(row, axis.name))}`).join("\n")}</title>
            </polyline>
          );
        })}
        {axes.map((axis, index) => {
          const brush = brushes[axis.name];
          const shown = drawing?.axis.name === axis.name ? [drawing.from, drawing.to] : brush && sharesOf(axis, brush);
          return (
            <g key={axis.name}>
              <text className="axis-name" x={x(index)} y={14} textAnchor="middle">
                {axis.name}
              </text>
              <line className="axis" x1={x(index)} x2={x(index)} y1={y(1)} y2={y(0)} />
              {marksOf(axis).map(({ share, label }) => (
                <text className="axis-mark" key={label} x={x(index) - 7} y={y(share) + 4} textAnchor="end">
                  {label}
                </text>
              ))}
              {shown && (
                <rect
                  className="brush"
                  x={x(index) - 9}
                  width={18}
                  y={y(Math.max(...shown))}
                  height={Math.max(3, y(Math.min(...shown)) - y(Math.max(...shown)))}
                />
              )}
              <rect
                className="brush-area"
                x={x(index) - 14}
                width={28}
                y={top - 6}
                height={height - top - bottom + 12}
                onPointerDown={(event) => {
                  event.preventDefault();
                  const at = shareAt(event);
                  setDrawing({ axis, from: at, to: at });
                }}
              />
            </g>
          );
        })}
      </svg>
    </div>
  );
}

function brushOf(axis: Axis, low: number, high: number): Brush {
  return axis.range
    ? { low: valueOfShare(axis, low), high: valueOfShare(axis, high) }
    : {
        values: (axis.values ?? [])
          .filter((value) => {
            const share = shareOf(axis, value) ?? -1;
            return share >= low && share <= high;
          })
          .map(nameOf),
      };
}

function sharesOf(axis: Axis, brush: Brush): number[] {
  if (!("values" in brush)) {
    const clamp = (share: number | undefined) => Math.min(1, Math.max(0, share ?? 0));
    return [clamp(shareOf(axis, Math.max(brush.low, axis.range?.low ?? brush.low))), clamp(shareOf(axis, brush.high))];
  }
  const shares = brush.values.flatMap(
    (name) =>
      shareOf(
        axis,
        axis.values?.find((value) => nameOf(value) === name),
      ) ?? [],
  );
  return shares.length === 0 ? [0, 0] : [Math.min(...shares) - 0.02, Math.max(...shares) + 0.02];
}

function marksOf(axis: Axis): { share: number; label: string }[] {
  if (axis.range) {
    const { low, high } = axis.range;
    return low === high
      ? [{ share: 0.5, label: figure(low) }]
      : [0, 0.5, 1].map((share) => ({ share, label: figure(Number(valueOfShare(axis, share).toPrecision(3))) }));
  }
  return (axis.values ?? []).map((value) => ({ share: shareOf(axis, value) ?? 0, label: nameOf(value).slice(0, 12) }));
}
