import { useEffect, useId, useMemo, useRef, useState } from "react";
import { useSearchParams } from "react-router";
import { useTotal } from "./asks";
import { areaRows, areasOf } from "./blocks";
import { CellDialog } from "./CellDialog";
import { ColumnPanel } from "./ColumnPanel";
import type { Cell, Checkpoint } from "./documents";
import { Findings } from "./Findings";
import { Grid } from "./Grid";
import type { Place } from "./moves";
import { nextOrder, orderFrom, sortOf } from "./names";
import { count } from "./words";

/** The rows of a checkpoint: filter, order, and a way to a column or a row. What is asked stands in the address, to be shared. */
export function RowsPart({ checkpoint }: { checkpoint: Checkpoint }) {
  const [search, setSearch] = useSearchParams();
  const filter = search.get("filter") ?? "";
  const sort = search.get("sort") ?? "";
  const panel = search.get("column");
  const asked = useMemo(() => ({ order: orderFrom(sort), filter }), [sort, filter]);
  const names = useMemo(() => checkpoint.columns.map((c) => c.name), [checkpoint]);
  const [active, setActive] = useState<Place>({ row: 0, column: 0 });
  const [opened, setOpened] = useState<{ row: number; column: string; value: Cell } | null>(null);
  const first = useTotal(checkpoint.digest, names, asked);
  const ids = useId();
  const field = useRef<HTMLInputElement>(null);

  // An address that came from outside, or the way back, may name another filter than the field shows.
  useEffect(() => {
    if (field.current && field.current.value !== filter) {
      field.current.value = filter;
    }
  }, [filter]);

  const put = (name: string, value: string | null) =>
    setSearch(
      (before) => {
        const next = new URLSearchParams(before);
        if (value === null || value === "") {
          next.delete(name);
        } else {
          next.set(name, value);
        }

        return next;
      },
      { replace: true },
    );
  const total = first.data?.total ?? checkpoint.rows;
  const areas = areasOf(total);
  const area = areas[Math.min(areas.length - 1, Math.floor(Math.max(0, active.row) / areaRows))] ?? {
    first: 0,
    rows: total,
  };
  const go = (place: Place) => setActive({ row: Math.max(-1, Math.min(place.row, total - 1)), column: place.column });

  return (
    <div className="rows">
      <form
        className="rows-bar"
        onSubmit={(event) => {
          event.preventDefault();
          setActive({ row: 0, column: active.column });
          put("filter", field.current?.value ?? "");
        }}
      >
        <label htmlFor={`${ids}-filter`}>Filter</label>
        <input
          ref={field}
          id={`${ids}-filter`}
          className="rows-filter"
          defaultValue={filter}
          placeholder="sepal_length <= 5 and species != 'setosa'"
          spellCheck={false}
          autoComplete="off"
          aria-invalid={first.error !== null}
          aria-describedby={first.error ? `${ids}-findings` : undefined}
        />
        <button type="submit">Apply</button>
        {filter !== "" && (
          <button type="button" onClick={() => put("filter", null)}>
            Clear
          </button>
        )}
        <label htmlFor={`${ids}-column`}>Column</label>
        <input
          id={`${ids}-column`}
          list={`${ids}-names`}
          className="rows-jump"
          placeholder="go to…"
          autoComplete="off"
          onChange={(event) => {
            const index = names.indexOf(event.target.value);
            if (index >= 0) {
              go({ row: active.row, column: index });
            }
          }}
        />
        <datalist id={`${ids}-names`}>
          {names.slice(0, 2000).map((name) => (
            <option key={name} value={name} />
          ))}
        </datalist>
        <label htmlFor={`${ids}-row`}>Row</label>
        <input
          id={`${ids}-row`}
          className="rows-number"
          type="number"
          min={1}
          max={total}
          placeholder="go to…"
          onChange={(event) =>
            event.target.value !== "" && go({ row: Number(event.target.value) - 1, column: active.column })
          }
        />
        <span role="status" className="soft rows-total">
          {first.isFetching
            ? "Reading…"
            : filter.trim() === ""
              ? `${count(total)} rows`
              : `${count(total)} of ${count(checkpoint.rows)} rows`}
          {asked.order && `, by ${asked.order.column}${asked.order.descending ? " descending" : ""}`}
        </span>
      </form>
      {first.error && (
        <div id={`${ids}-findings`}>
          <Findings error={first.error} />
        </div>
      )}
      {areas.length > 1 && (
        <p className="areas">
          <label htmlFor={`${ids}-area`}>Showing rows</label>{" "}
          <select
            id={`${ids}-area`}
            value={area.first}
            onChange={(event) => setActive({ row: Number(event.target.value), column: active.column })}
          >
            {areas.map((a) => (
              <option key={a.first} value={a.first}>
                {count(a.first + 1)} to {count(a.first + a.rows)}
              </option>
            ))}
          </select>
        </p>
      )}
      <div className="rows-body">
        {checkpoint.columns.length === 0 ? (
          <p className="empty">The table has no columns.</p>
        ) : (
          <div className="rows-grid">
            <Grid
              checkpoint={checkpoint}
              asked={asked}
              total={first.error ? 0 : total}
              area={first.error ? { first: 0, rows: 0 } : area}
              active={active}
              onActive={go}
              onSort={(column) => {
                setActive({ row: Math.min(active.row, 0), column: names.indexOf(column) });
                put("sort", sortOf(nextOrder(asked.order, column)));
              }}
              onOpen={(column) => put("column", column)}
              onCell={(row, column, value) => setOpened({ row, column, value })}
            />
            {first.isSuccess && total === 0 && (
              <p className="empty rows-none">
                {checkpoint.rows === 0 ? "The table has no rows." : "No row passes the filter."}
              </p>
            )}
          </div>
        )}
        {panel !== null && names.includes(panel) && (
          <ColumnPanel checkpoint={checkpoint} name={panel} onClose={() => put("column", null)} />
        )}
      </div>
      {opened && <CellDialog checkpoint={checkpoint} asked={asked} {...opened} onClose={() => setOpened(null)} />}
    </div>
  );
}
