import { addressOf, areaRows, areasOf, blockColumns, blockRows, blocksOf } from "@designer/checkpoints/blocks";
import { curlCommand, dataCommand } from "@designer/checkpoints/commands";
import { moved } from "@designer/checkpoints/moves";
import { listOf, nextOrder, orderFrom, sortOf } from "@designer/checkpoints/names";
import { bytes, figure, range, share } from "@designer/checkpoints/words";
import { csvOf } from "@designer/tables/csv";
import fc from "fast-check";
import { describe, expect, test } from "vitest";

describe("Names of columns in an address", () => {
  test("A name with a comma, a quote or a minus in front stands in quotes", () => {
    expect(listOf(["plain", "a,b", 'say "x"', "-n", ""])).toBe('plain,"a,b","say ""x""","-n",""');
  });

  test("An order that was written is read back, whatever the name", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.boolean(), (column, descending) => {
        expect(orderFrom(sortOf({ column, descending }))).toEqual({ column, descending });
      }),
    );
  });

  test("A click sorts up, then down, then not at all; another column begins anew", () => {
    const up = nextOrder(null, "a");
    expect(up).toEqual({ column: "a", descending: false });
    const down = nextOrder(up, "a");
    expect(down).toEqual({ column: "a", descending: true });
    expect(nextOrder(down, "a")).toBeNull();
    expect(nextOrder(down, "b")).toEqual({ column: "b", descending: false });
  });
});

describe("Blocks of rows and columns", () => {
  test("Every row and column on screen is in a block, and no block is far from it", () => {
    fc.assert(
      fc.property(fc.nat(1_000_000), fc.nat(200), fc.nat(10_000), fc.nat(60), (row, rows, column, columns) => {
        const blocks = blocksOf({ first: row, last: row + rows }, { first: column, last: column + columns });
        expect(new Set(blocks.map((b) => `${b.row} ${b.column}`)).size).toBe(blocks.length);
        expect(blocks.length).toBeLessThanOrEqual(
          (Math.ceil(rows / blockRows) + 1) * (Math.ceil(columns / blockColumns) + 1),
        );
        for (const [r, c] of [
          [row, column],
          [row + rows, column + columns],
        ] as const) {
          expect(blocks).toContainEqual({ row: Math.floor(r / blockRows), column: Math.floor(c / blockColumns) });
        }
      }),
    );
  });

  test("The address of a block names its rows, its columns, the order and the filter, and nothing that is not asked for", () => {
    const names = Array.from({ length: 40 }, (_, i) => `c${i}`);
    const plain = new URL(addressOf("d1", { row: 2, column: 1 }, names, { order: null, filter: "  " }), "http://x");
    expect(Object.fromEntries(plain.searchParams)).toEqual({
      offset: "200",
      limit: "100",
      columns: names.slice(30).join(","),
    });
    const asked = new URL(
      addressOf("d1", { row: 0, column: 1 }, names, {
        order: { column: "a,b", descending: true },
        filter: "x > 1 & y",
      }),
      "http://x",
    );
    expect([asked.searchParams.get("sort"), asked.searchParams.get("filter")]).toEqual(['-"a,b"', "x > 1 & y"]);
  });

  test("No scroll area is taller than a browser can lay out, and together they hold every row once", () => {
    for (const total of [0, 1, areaRows, areaRows + 1, 8_400_000]) {
      const areas = areasOf(total);
      expect(areas.reduce((sum, area) => sum + area.rows, 0)).toBe(total);
      expect(areas.every((area) => area.rows * 26 < 33_000_000)).toBe(true);
    }
  });
});

describe("Keys in the grid", () => {
  const extent = { rows: 1000, columns: 20, page: 25 };
  test.each([
    ["ArrowDown", false, { row: 6, column: 5 }],
    ["ArrowUp", false, { row: 4, column: 5 }],
    ["PageDown", false, { row: 30, column: 5 }],
    ["PageUp", false, { row: 0, column: 5 }],
    ["Home", false, { row: 5, column: 0 }],
    ["End", false, { row: 5, column: 19 }],
    ["Home", true, { row: 0, column: 0 }],
    ["End", true, { row: 999, column: 19 }],
  ])("%s (control: %s) leads to the right place", (key, control, to) => {
    expect(moved({ row: 5, column: 5 }, key, control, extent)).toEqual(to);
  });

  test("No key leads out of the grid, and the headers are above the first row", () => {
    expect(moved({ row: 0, column: 0 }, "ArrowUp", false, extent)).toEqual({ row: -1, column: 0 });
    expect(moved({ row: -1, column: 0 }, "ArrowUp", false, extent)).toEqual({ row: -1, column: 0 });
    expect(moved({ row: 999, column: 19 }, "ArrowRight", false, extent)).toEqual({ row: 999, column: 19 });
    expect(moved({ row: 0, column: 0 }, "a", false, extent)).toBeNull();
    expect(moved({ row: -1, column: 0 }, "ArrowDown", false, { ...extent, rows: 0 })).toEqual({ row: -1, column: 0 });
  });
});

describe("Words and files", () => {
  test("A share says 0 % and 100 % only where that is the whole truth", () => {
    expect([share(0, 10), share(1, 1_000_000), share(999_999, 1_000_000), share(10, 10), share(1, 8)]).toEqual([
      "0 %",
      "<0.1 %",
      ">99.9 %",
      "100 %",
      "13 %",
    ]);
  });

  test("Sizes and figures are short", () => {
    expect([
      bytes(512),
      bytes(1 << 30),
      figure(1234567),
      figure(0.000012),
      figure(1.23456789),
      figure("NaN"),
      figure(null),
    ]).toEqual(["512 bytes", "1.0 GiB", "1,234,567", "1.20e-5", "1.235", "NaN", "–"]);
  });

  test("A column of texts tells how many there are, one of numbers between what they lie", () => {
    const base = { name: "c", nulls: 0, rows: 3, exact: true };
    expect(range({ ...base, type: "string", distinct: 3, min: "a", max: "z" })).toBe("3 different");
    expect(range({ ...base, type: "float64", min: -1, max: 2.5 })).toBe("-1 … 2.5");
    expect(range({ ...base, type: "float64", min: null, max: null })).toBe("no values");
  });

  test("A CSV file quotes what would be read wrongly and nothing else", () => {
    expect(
      csvOf(
        ["a", "b"],
        [
          ["x,y", 1],
          ['q"', null],
          ["two\nlines", true],
        ],
      ),
    ).toBe('a,b\n"x,y",1\n"q""",\n"two\nlines",true\n');
  });

  test("Command lines quote what a shell would change", () => {
    expect(dataCommand({ run: "r1", step: "load", port: "rows" })).toBe("irisflow data r1 load.rows");
    expect(dataCommand({ run: "r1", step: "it's", port: "rows" })).toBe("irisflow data r1 'it'\\''s.rows'");
    expect(dataCommand(undefined)).toBeNull();
    const checkpoint = {
      digest: "ab".repeat(32),
      kind: "table",
      rows: 1,
      bytes: 1,
      columns: [],
      metadata: {},
      madeBy: [],
    };
    expect(curlCommand("http://127.0.0.1:5005", checkpoint)).toContain(
      `/api/checkpoints/${"ab".repeat(32)}/download?format=parquet`,
    );
  });
});
