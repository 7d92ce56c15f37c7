import type { Cell } from '../data/rowCells.js';

/** What the page's script is given, as JSON: a value that is not finite is null there. */
export interface PageData {
  losses: LossData;
  /** Of each target; empty if the run diverged. */
  targets: TargetData[];
  /** Of the rows that the targets show, where they are known. */
  columns?: ColumnData[];
  /** What each column is worth, if that was measured. */
  importance?: ImportanceData;
  /** What Adam did inside, if it was traced. */
  trace?: TraceChartData[];
}

export interface LossData {
  /** What the losses are, for the axis. */
  title: string;
  /** What the axis begins with. */
  scale: 'linear' | 'logarithmic';
  curves: CurveData[];
  /** The learning rate, where it changes. */
  rate: CurveData | undefined;
  /** The last epoch. */
  epochs: number;
  /** The epoch of the lowest loss, where it is marked. */
  best: BestData | undefined;
}

/** A curve, thinned out where it is long. */
export interface CurveData {
  name: string;
  color: 'training' | 'testing' | 'validation' | 'rate';
  epochs: number[];
  values: (number | null)[];
}

interface BestData {
  epoch: number;
  loss: number | null;
  color: CurveData['color'];
}

/** The test rows of a target: all, or a sample of many. */
export interface TargetData {
  name: string;
  /** Each row's index in the data, from 0. */
  rows: number[];
  actual: (number | null)[];
  predicted: (number | null)[];
}

/** A column of the table, as the data have it. */
export interface ColumnData {
  name: string;
  /** The rows', in the targets' order. */
  cells: Cell[];
}

export interface ImportanceData {
  /** The first of these, by falling importance. */
  columns: { name: string; mean: number; deviation: number }[];
  /** How many there are. */
  of: number;
  /** How often each was shuffled. */
  repeats: number;
}

/** A chart of what Adam did inside. */
export interface TraceChartData {
  title: string;
  formula: string;
  x: { title: string; min?: number; max?: number };
  /** The title may have two lines. */
  y: { title: string; scale: 'linear' | 'logarithmic'; min?: number; max?: number };
  /** Where it has little to show. */
  note?: string;
  lines: TraceLineData[];
}

/** A line, or a band that reaches from `low` to `y`. */
export interface TraceLineData {
  name: string;
  color: 'training' | 'testing' | 'validation' | 'rate' | 'muted' | 'text';
  dash: number[];
  x: number[];
  y: (number | null)[];
  low?: (number | null)[];
  /** Of a band, in two hexadecimal digits. */
  opacity?: string;
}
