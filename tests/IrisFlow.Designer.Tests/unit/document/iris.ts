import type { WorkflowDocument } from "@designer/document/document";

/** The iris workflow as the workspace holds it, with a layout. */
export const iris: WorkflowDocument = {
  definition: {
    format: 1,
    workflow: "iris",
    parameters: { k: { type: "integer", default: 2, note: "how many features to keep" } },
    steps: {
      load: { uses: "data.read-csv", with: { path: "data/iris.csv" } },
      filter: { uses: "iris.remove-long-sepals", from: { rows: "load.rows" }, with: { maxCm: 7 } },
      select: { uses: "features.select-k-best", from: { rows: "filter.rows" }, with: { k: "${k}", target: "species" } },
      train: {
        uses: "model.train",
        from: { rows: "select.rows" },
        with: { target: "species", trainer: { kind: "logistic-regression" } },
      },
      evaluate: { uses: "model.evaluate", from: { model: "train.model", rows: "select.rows" }, note: "It flatters." },
    },
  },
  layout: {
    steps: { load: { x: 0, y: 0 }, filter: { x: 260, y: 0 } },
    groups: { "group-1": { label: "Prepare", steps: ["filter", "select"] } },
  },
};
