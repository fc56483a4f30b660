import { useVirtualizer } from "@tanstack/react-virtual";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { useCells, useStatistics } from "./asks";
import { type Asked, blockColumns, blocksOf } from "./blocks";
import { ColumnHeader } from "./ColumnHeader";
import type { Cell, Checkpoint } from "./documents";
import { Findings } from "./Findings";
import { moved, type Place } from "./moves";
import { rowHeight } from "./rowWindow";
import { useRowWindow } from "./useRowWindow";
import { count, isNumeric, line } from "./words";
import "./grid.css";

const headHeight = 92;
// What the usual value of a type takes.
const widths: Readonly<Record<string, number>> = { timestamp: 236, int64: 196, float64: 180, string: 180 };
const usualWidth = 144;

export interface GridProps {
  checkpoint: Checkpoint;
  asked: Asked;
  /** Rows that pass the filter. */
  total: number;
  active: Place;
  onActive: (place: Place) => void;
  onSort: (column: string) => void;
  onOpen: (column: string) => void;
  onCell: (row: number, column: string) => void;
}

/** Rows and columns of a checkpoint, of which only those on screen are asked for and laid out. */
export function Grid({ checkpoint, asked, total, active, onActive, onSort, onOpen, onCell }: GridProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const [hasFocus, setHasFocus] = useState(false);
  const { digest } = checkpoint;
  const numberWidth = 24 + 8 * Math.max(3, String(checkpoint.rows).length);
  const rows = useRowWindow(scroller, total, headHeight);
  const columns = useVirtualizer({
    horizontal: true,
    count: checkpoint.columns.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => widths[checkpoint.columns[index]?.type ?? ""] ?? usualWidth,
    overscan: 2,
    paddingStart: numberWidth,
    scrollPaddingStart: numberWidth,
  });
  const shownColumns = columns.getVirtualItems();
  const across = { first: shownColumns[0]?.index ?? 0, last: shownColumns.at(-1)?.index ?? 0 };
  const shownRows = Array.from({ length: Math.max(0, rows.last - rows.first + 1) }, (_, i) => rows.first + i);
  const statistics = useStatistics(digest, [
    ...new Set(blocksOf({ first: 0, last: 0 }, across).map((block) => block.column)),
  ]);
  const cells = useCells(digest, total === 0 ? [] : blocksOf(rows, across), asked);
  const problem = cells.problem ?? statistics.problem;

  const { show } = rows;
  useEffect(() => {
    if (active.row >= 0) {
      show(active.row);
    }

    columns.scrollToIndex(active.column);
  }, [active, show, columns]);

  function onKeyDown(event: KeyboardEvent) {
    const name = checkpoint.columns[active.column]?.name;
    if (event.key === "Enter" && name !== undefined && event.target === event.currentTarget) {
      if (active.row < 0) {
        onSort(name);
      } else {
        onCell(active.row, name);
      }
    } else if (event.key === " " && name !== undefined && event.target === event.currentTarget) {
      onOpen(name);
    } else {
      const to = moved(active, event.key, event.ctrlKey || event.metaKey, {
        rows: total,
        columns: checkpoint.columns.length,
        page: rows.page,
      });
      if (to === null) {
        return;
      }

      onActive(to);
    }

    event.preventDefault();
  }

  const width = columns.getTotalSize();
  return (
    <>
      {problem && <Findings error={problem} />}
      <div
        ref={scroller}
        className={hasFocus ? "grid grid-focused" : "grid"}
        role="grid"
        tabIndex={0}
        aria-label="Rows"
        aria-rowcount={total + 1}
        aria-colcount={checkpoint.columns.length + 1}
        aria-activedescendant={idOf(active)}
        onKeyDown={onKeyDown}
        onFocus={() => setHasFocus(true)}
        onBlur={() => setHasFocus(false)}
      >
        <div role="presentation" style={{ height: rows.height, width, position: "relative" }}>
          <div role="row" aria-rowindex={1} className="grid-head" style={{ height: headHeight, width }}>
            <div role="columnheader" aria-colindex={1} className="grid-corner" style={{ width: numberWidth }}>
              row
            </div>
            {shownColumns.map((item) => {
              const column = checkpoint.columns[item.index];
              const order = asked.order?.column === column?.name ? asked.order : null;
              return column === undefined ? null : (
                <div
                  key={item.key}
                  id={idOf({ row: -1, column: item.index })}
                  role="columnheader"
                  aria-colindex={item.index + 2}
                  aria-sort={order === null ? "none" : order.descending ? "descending" : "ascending"}
                  className={
                    active.row === -1 && active.column === item.index ? "grid-header grid-active" : "grid-header"
                  }
                  style={{ left: item.start, width: item.size }}
                >
                  <ColumnHeader
                    column={column}
                    statistics={statistics.of(column.name)}
                    rows={checkpoint.rows}
                    order={asked.order}
                    onSort={() => onSort(column.name)}
                    onOpen={() => onOpen(column.name)}
                  />
                </div>
              );
            })}
          </div>
          {shownRows.map((row) => {
            const number = cells.numberAt(row);
            return (
              <div
                key={row}
                role="row"
                aria-rowindex={row + 2}
                className="grid-row"
                style={{ transform: `translateY(${rows.placeOf(row)}px)`, height: rowHeight, width }}
              >
                <div role="rowheader" aria-colindex={1} className="grid-number" style={{ width: numberWidth }}>
                  {number === undefined ? "" : count(number + 1)}
                </div>
                {shownColumns.map((place) => {
                  const column = checkpoint.columns[place.index];
                  const value = cells.at(row, place.index, blockColumns);
                  return (
                    <div
                      key={place.key}
                      id={idOf({ row, column: place.index })}
                      role="gridcell"
                      aria-colindex={place.index + 2}
                      className={classOf(
                        value,
                        column?.type ?? "",
                        active.row === row && active.column === place.index,
                      )}
                      style={{ left: place.start, width: place.size }}
                      title={typeof value === "string" && value.length > 14 ? line(value) : undefined}
                      onClick={() => onActive({ row, column: place.index })}
                      onDoubleClick={() => column && onCell(row, column.name)}
                    >
                      {value === null ? "null" : value === "" ? <span className="grid-empty">""</span> : line(value)}
                    </div>
                  );
                })}
              </div>
            );
          })}
        </div>
      </div>
    </>
  );
}

function idOf(place: Place): string {
  return `cell-${place.row}-${place.column}`;
}

function classOf(value: Cell | undefined, type: string, isActive: boolean): string {
  return [
    "grid-cell",
    isNumeric(type) ? "grid-right" : "",
    value === null ? "grid-null" : value === undefined ? "grid-pending" : "",
    isActive ? "grid-active" : "",
  ]
    .filter(Boolean)
    .join(" ");
}
