import { useEffect, useId, useMemo, useRef, useState } from "react";
import { useSearchParams } from "react-router";
import { Problem } from "../api/client";
import { useTotal } from "./asks";
import { CellDialog } from "./CellDialog";
import { ColumnPanel } from "./ColumnPanel";
import type { Checkpoint } from "./documents";
import { FilterPlace } from "./FilterPlace";
import { Findings } from "./Findings";
import { GoTo } from "./GoTo";
import { Grid } from "./Grid";
import type { Place } from "./moves";
import { nextOrder, orderFrom, sortOf } from "./names";
import { count, rowsOf } from "./words";

/** The rows of a checkpoint: filter, order, and a way to a column or a row. What is asked stands in the address, to be shared. */
export function RowsPart({ checkpoint }: { checkpoint: Checkpoint }) {
  const [search, setSearch] = useSearchParams();
  const filter = search.get("filter") ?? "";
  const sort = search.get("sort") ?? "";
  const panel = search.get("column");
  const asked = useMemo(() => ({ order: orderFrom(sort), filter }), [sort, filter]);
  const names = useMemo(() => checkpoint.columns.map((c) => c.name), [checkpoint]);
  const [active, setActive] = useState<Place>({ row: 0, column: 0 });
  const [opened, setOpened] = useState<{ row: number; column: string } | null>(null);
  const first = useTotal(checkpoint.digest, asked);
  const ids = useId();
  const field = useRef<HTMLInputElement>(null);
  const body = useRef<HTMLDivElement>(null);
  const toGrid = () => body.current?.querySelector<HTMLElement>("[role=grid]")?.focus();

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
  const inFilter =
    first.error instanceof Problem ? first.error.findings.find((finding) => finding.port === "filter") : undefined;
  const go = (place: Place) => setActive({ row: Math.max(-1, Math.min(place.row, total - 1)), column: place.column });

  return (
    <div className="rows">
      <div className="rows-bar">
        <form
          className="rows-filtering"
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
            aria-invalid={inFilter !== undefined}
            aria-describedby={inFilter ? `${ids}-findings` : undefined}
          />
          <button type="submit">Apply</button>
          {filter !== "" && (
            <button type="button" onClick={() => put("filter", null)}>
              Clear
            </button>
          )}
        </form>
        <GoTo
          names={names}
          total={total}
          isPlain={filter === "" && asked.order === null}
          onGo={(place) => {
            go({ ...active, ...place });
            toGrid();
          }}
        />
        <span role="status" className="soft rows-total">
          {first.isFetching
            ? "Reading…"
            : first.error
              ? ""
              : filter.trim() === ""
                ? rowsOf(total)
                : `${count(total)} of ${rowsOf(checkpoint.rows)}`}
          {asked.order && !first.error && `, by ${asked.order.column}${asked.order.descending ? " descending" : ""}`}
        </span>
      </div>
      {first.error && (
        <div id={`${ids}-findings`}>
          <Findings error={first.error}>{inFilter && <FilterPlace filter={filter} finding={inFilter} />}</Findings>
        </div>
      )}
      <div className="rows-body" ref={body}>
        {checkpoint.columns.length === 0 ? (
          <p className="empty">The table has no columns.</p>
        ) : (
          <div className="rows-grid">
            <Grid
              checkpoint={checkpoint}
              asked={asked}
              total={first.error ? 0 : total}
              active={active}
              onActive={go}
              onSort={(column) => {
                setActive({ row: Math.min(active.row, 0), column: names.indexOf(column) });
                put("sort", sortOf(nextOrder(asked.order, column)));
              }}
              onOpen={(column) => put("column", column)}
              onCell={(row, column) => setOpened({ row, column })}
            />
            {first.isSuccess && total === 0 && (
              <p className="empty rows-none">
                {checkpoint.rows === 0 ? "The table has no rows." : "No row passes the filter."}
              </p>
            )}
          </div>
        )}
        {panel !== null && names.includes(panel) && (
          <ColumnPanel
            checkpoint={checkpoint}
            name={panel}
            onClose={() => {
              put("column", null);
              toGrid();
            }}
          />
        )}
      </div>
      {opened && <CellDialog checkpoint={checkpoint} asked={asked} {...opened} onClose={() => setOpened(null)} />}
    </div>
  );
}
