import { type Activity, type Catalog, catalogOf, type Port } from "@designer/activities/activities";

const port = (name: string, kind: string, required: boolean): Port => ({ port: name, kind, required, summary: "" });
const activity = (
  uses: string,
  summary: string,
  inputs: Port[],
  outputs: Port[],
  more: Partial<Activity> = {},
): Activity => ({ uses, summary, tags: [], inputs, outputs, sideEffect: false, parameters: [], ...more });
const trainer = (kind: string) => ({ kind, summary: "", parameters: [] });

/** Some of the activities that the workspace has, with their ports. */
export const catalog: Catalog = catalogOf([
  activity(
    "data.concat",
    "Puts the rows of several tables below one another.",
    [
      port("first", "table", true),
      port("second", "table", true),
      port("third", "table", false),
      port("fourth", "table", false),
      port("fifth", "table", false),
      port("sixth", "table", false),
    ],
    [port("rows", "table", false)],
  ),
  activity(
    "data.filter",
    "Keeps the rows for which a condition is true.",
    [port("rows", "table", true)],
    [port("rows", "table", false)],
    { tags: ["remove rows", "where"] },
  ),
  activity(
    "data.join",
    "Adds the columns of another table to the rows that have the same keys there.",
    [port("left", "table", true), port("right", "table", true)],
    [port("rows", "table", false)],
  ),
  activity("data.read-csv", "Reads a CSV file.", [], [port("rows", "table", false)]),
  activity(
    "data.split",
    "Holds out a share of the rows at random, to test on; on demand so that both parts have the same proportions of a column.",
    [port("rows", "table", true)],
    [port("train", "table", false), port("test", "table", false)],
  ),
  activity(
    "features.select-k-best",
    "Keeps the k numeric columns whose means differ most between the classes of the target, by the F statistic of a one-way analysis of variance.",
    [port("rows", "table", true)],
    [port("rows", "table", false), port("scores", "table", false)],
  ),
  activity(
    "iris.remove-long-sepals",
    "Drops the flowers whose sepals are longer than a limit.",
    [port("rows", "table", true)],
    [port("rows", "table", false)],
  ),
  activity(
    "model.cross-validate",
    "Measures how well a model's recipe predicts rows it has not seen: the rows are divided into folds, and each fold is predicted by a model made from the others.",
    [port("model", "model", true), port("rows", "table", true)],
    [port("metrics", "metrics", false), port("folds", "table", false), port("confusion", "table", false)],
  ),
  activity(
    "model.evaluate",
    "Measures how well a model predicts rows whose class is known.",
    [port("model", "model", true), port("rows", "table", true)],
    [port("metrics", "metrics", false), port("confusion", "table", false), port("classes", "table", false)],
  ),
  activity(
    "model.predict",
    "Adds what a model predicts to rows: the class, and the probability of each class.",
    [port("model", "model", true), port("rows", "table", true)],
    [port("rows", "table", false)],
  ),
  activity(
    "model.train",
    "Trains a model to tell the classes of a target column from numeric columns.",
    [port("rows", "table", true)],
    [port("model", "model", false)],
    {
      parameters: [
        {
          name: "trainer",
          type: "trainer",
          required: false,
          summary: "",
          kinds: [trainer("logistic-regression"), trainer("random-forest")],
        },
      ],
    },
  ),
]);
