import type { Finding } from "../api/client";

/** The documents of checkpoints as `src/docs/api.md` describes them. */

export type Cell = null | boolean | number | string;

export interface ColumnOfCheckpoint {
  name: string;
  type: string;
  nullable: boolean;
}

export interface MadeBy {
  run: string;
  step: string;
  port: string;
  /** What a person put in there, and the same in words. */
  origin?: string;
  from?: string;
}

export interface Checkpoint {
  digest: string;
  kind: string;
  rows: number;
  bytes: number;
  columns: ColumnOfCheckpoint[];
  metadata: Record<string, string>;
  madeBy: MadeBy[];
  condemned?: { at: string; reason: string };
}

export interface RowsPage {
  offset: number;
  total: number;
  columns: string[];
  rows: Cell[][];
  numbers: number[];
  cut: { row: number; column: number; characters: number }[];
}

export interface Histogram {
  edges: (number | string)[];
  counts: number[];
}

export interface ColumnStatistics {
  name: string;
  type: string;
  nulls: number;
  nan?: number;
  distinct?: number;
  min: Cell;
  max: Cell;
  mean?: number;
  histogram?: Histogram;
  top?: { value: Cell; count: number }[];
  rows: number;
  exact: boolean;
}

export interface Statistics {
  rows: number;
  columns: ColumnStatistics[];
}

export interface LearnedFigure {
  class: string | null;
  feature: string | null;
  value: number | string;
}

export interface ModelView {
  kind: "model";
  trainer: { kind: string } & Record<string, unknown>;
  target: string;
  targetType: string;
  classes: string[];
  features: string[];
  preparation: ({ kind: string } & Record<string, unknown>)[];
  meaning?: string;
  coefficients?: LearnedFigure[];
  importances?: LearnedFigure[];
  shares?: LearnedFigure[];
}

export interface MetricsView {
  kind: "metrics";
  metrics: { name: string; value: number | string }[];
}

export interface Confusion {
  actual: string[];
  predicted: string[];
  counts: number[][];
}

export interface RocCurve {
  class: string;
  points: { threshold: number | string; falsePositiveRate: number; truePositiveRate: number }[];
}

export interface PrecisionRecallCurve {
  class: string;
  points: { threshold: number | string; recall: number; precision: number }[];
}

export interface ReportView {
  kind: "report";
  confusion?: Confusion;
  roc?: RocCurve[];
  precisionRecall?: PrecisionRecallCurve[];
}

export type View = ModelView | MetricsView | ReportView | { kind: "table" };

export interface UploadAnswer {
  upload: string;
  digest: string;
  rows: number;
  columns: ColumnOfCheckpoint[];
  /** What a table can't hold of the file. */
  findings: Finding[];
}
