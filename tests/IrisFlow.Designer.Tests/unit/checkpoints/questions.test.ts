import { addressOf, blockColumns, blockRows, blocksOf } from "@designer/checkpoints/blocks";
import { curlCommand, dataCommand } from "@designer/checkpoints/commands";
import { placeIn } from "@designer/checkpoints/FilterPlace";
import { columnOf } from "@designer/checkpoints/GoTo";
import { moved } from "@designer/checkpoints/moves";
import { nextOrder, orderFrom, quoted, sortOf } from "@designer/checkpoints/names";
import { heightOf, ratioOf, rowHeight, rowsAt, tallest, topFor, within } from "@designer/checkpoints/rowWindow";
import { bytes, cell, figure, line, range, share } from "@designer/checkpoints/words";
import { csvOf } from "@designer/tables/csv";
import fc from "fast-check";
import { describe, expect, test } from "vitest";

describe("Names of columns in an address", () => {
  test("A name with a comma, a quote or a minus in front stands in quotes", () => {
    expect(["plain", "a,b", 'say "x"', "-n", ""].map(quoted)).toEqual(["plain", '"a,b"', '"say ""x"""', '"-n"', '""']);
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

  test("The address of a block names its rows, the places of its columns, the order and the filter, and nothing that is not asked for", () => {
    const plain = new URL(addressOf("d1", { row: 2, column: 1 }, { order: null, filter: "  " }), "http://x");
    expect(Object.fromEntries(plain.searchParams)).toEqual({ offset: "200", limit: "100", places: "30-59" });
    const asked = new URL(
      addressOf("d1", { row: 0, column: 1 }, { order: { column: "a,b", descending: true }, filter: "x > 1 & y" }),
      "http://x",
    );
    expect([asked.searchParams.get("sort"), asked.searchParams.get("filter")]).toEqual(['-"a,b"', "x > 1 & y"]);
  });
});

describe("The rows on screen", () => {
  const numbers = fc.integer({ min: 1, max: 2_147_483_647 });

  test("Whatever the number of rows, no browser is asked to lay out more than it can, and its scroll bar reaches from the first row to the last", () => {
    fc.assert(
      fc.property(numbers, fc.integer({ min: rowHeight, max: 2000 }), (rows, room) => {
        expect(heightOf(rows)).toBeLessThanOrEqual(tallest);
        const end = Math.max(0, heightOf(rows) - room) * ratioOf(rows, room);
        const shown = rowsAt(within(end, rows, room), rows, room);
        expect(shown.last).toBe(rows - 1);
        expect(rowsAt(0, rows, room).first).toBe(0);
      }),
    );
  });

  test("A row that is to be shown is on screen whole, and what was on screen already does not move", () => {
    fc.assert(
      fc.property(numbers, fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(2000), (rows, share, more) => {
        const room = rowHeight + more;
        const row = Math.floor(share * (rows - 1));
        const top = topFor(row, within(5000, rows, room), room);
        expect(row * rowHeight).toBeGreaterThanOrEqual(top);
        expect((row + 1) * rowHeight).toBeLessThanOrEqual(top + room);
        expect(topFor(row, top, room)).toBe(top);
      }),
    );
  });

  test("A pixel of the scroll bar is a pixel of the rows as long as they can be laid out", () => {
    expect([ratioOf(1, 500), ratioOf(400_000, 500)]).toEqual([1, 1]);
    expect(ratioOf(1_000_000, 500)).toBeGreaterThan(2);
  });
});

describe("What leads to a column, and what is wrong with a filter", () => {
  test("A column is found by its name, else by how it begins, else by a part of it", () => {
    const names = ["petal_width", "Width", "width", "sepal_width"];
    expect(["width", "WID", "sep", "l_w", "depth", ""].map((name) => columnOf(names, name))).toEqual([
      2, 1, 3, 0, -1, -1,
    ]);
  });

  test("The place of a finding is counted in bytes, and the word there is marked", () => {
    const filter = "größe > 5 and brite < 2";
    const bytesBefore = new TextEncoder().encode("größe > 5 and ").length;
    expect(placeIn(filter, bytesBefore + 1)).toEqual({ from: 14, to: 19 });
    expect(placeIn("a >", 4)).toEqual({ from: 3, to: 3 });
    expect(placeIn("a", undefined)).toBeNull();
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
    expect(range({ ...base, type: "float64", min: null, max: null, nan: 3 })).toBe("NaN only");
    expect(range({ ...base, type: "float64", min: 2, max: 2 })).toBe("only 2");
  });

  test("No character of a cell hides: line breaks, control characters and marks that turn text around are shown", () => {
    expect(line("a\nb\tc\u0000\u007f")).toBe("a↵b⇥c[U+0000][U+007F]");
    expect(line("abc\u202etxt\u202c\ufeff")).toBe("abc[U+202E]txt[U+202C][U+FEFF]");
    expect(line("👩‍🔬 größe")).toBe("👩‍🔬 größe");
    expect([line(-0), cell(-0), cell(1e21), cell("9223372036854775807"), cell(0.1)]).toEqual([
      "-0",
      "-0",
      "1e+21",
      "9223372036854775807",
      "0.1",
    ]);
  });

  test("A CSV file quotes what would be read wrongly, an empty text for one, and nothing else", () => {
    expect(
      csvOf(
        ["a", "b"],
        [
          ["x,y", 1],
          ['q"', null],
          ["two\nlines", true],
          ["", -0],
        ],
      ),
    ).toBe('a,b\n"x,y",1\n"q""",\n"two\nlines",true\n"",-0\n');
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
