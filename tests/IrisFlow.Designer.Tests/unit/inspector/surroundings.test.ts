import type { Finding } from "@designer/api/client";
import { unknownInput } from "@designer/inspector/surroundings";
import { expect, test } from "vitest";

const document = {
  definition: {
    steps: {
      load: { uses: "data.read-csv", with: { path: "none.csv" } },
      filter: { uses: "data.filter", from: { rows: "load.rows" } },
      rename: { uses: "data.rename", from: { rows: "filter.rows" } },
      loose: { uses: "data.rename" },
      circle: { uses: "data.rename", from: { rows: "circle.rows" } },
    },
  },
  layout: {},
};
const missing: Finding = {
  rule: "IF302",
  severity: "error",
  message: "There is no file 'none.csv'.",
  pointer: "/steps/load/with/path",
};

test("Where no column is known, the nearest step before that is wrong is named, with what is wrong", () => {
  expect(unknownInput(document, [missing], "rename", "rows")).toBe(
    "The columns of rows are not known, because of load: There is no file 'none.csv'.",
  );
  const nearer: Finding = { rule: "IF210", severity: "error", message: "'keep' is missing.", step: "filter" };
  expect(unknownInput(document, [missing, nearer], "rename", "rows")).toContain(
    "because of filter: 'keep' is missing.",
  );
});

test("Where nothing is wrong, an input that is not wired is told, or that only a run can tell", () => {
  expect(unknownInput(document, [missing], "loose", "rows")).toBe("Wire rows to see its columns.");
  expect(unknownInput(document, [], "rename", "rows")).toContain("when the steps before have run");
  expect(unknownInput(document, [{ ...missing, severity: "warning" }], "circle", "rows")).toContain("have run");
});
