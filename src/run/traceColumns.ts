import type { TraceRow } from '../training/trace/adamTrace.js';

const facts = [
  ['epoch', 'epoch'],
  ['t', 't'],
  ['moment', 'moment'],
  ['parameter', 'parameter'],
  ['values', 'values'],
  ['learning_rate', 'learningRate'],
  ['bias_correction1', 'biasCorrection1'],
  ['bias_correction2', 'biasCorrection2'],
  ['gradient_norm', 'gradientNorm'],
  ['weight_norm', 'weightNorm'],
  ['update_norm', 'updateNorm'],
  ['update_ratio', 'updateRatio'],
] as const;

const distributions = [
  ['m_hat', 'mHat'],
  ['sqrt_v_hat', 'sqrtVHat'],
  ['rate', 'rate'],
  ['step', 'step'],
] as const;

const summaries = ['mean', 'q05', 'q25', 'q50', 'q75', 'q95'] as const;

/** The names of trace.csv's columns, in their order. */
export const traceColumns: readonly string[] = [
  ...facts.map(([column]) => column),
  ...distributions.flatMap(([column]) => summaries.map((summary) => `${column}_${summary}`)),
];

/** A row of the trace in the columns' order. */
export function cellsOf(row: TraceRow): (string | number)[] {
  return [
    ...facts.map(([, key]) => row[key]),
    ...distributions.flatMap(([, key]) => summaries.map((summary) => row[key][summary])),
  ];
}

/** The row that such cells were written from; `number` and `text` read a cell by its place. */
export function rowOf(number: (index: number) => number, text: (index: number) => string): TraceRow {
  const entries: [string, unknown][] = facts.map(([column, key], index) => [
    key,
    column === 'moment' || column === 'parameter' ? text(index) : number(index),
  ]);
  let index = facts.length;
  for (const [, key] of distributions) {
    entries.push([key, Object.fromEntries(summaries.map((summary) => [summary, number(index++)]))]);
  }
  return Object.fromEntries(entries) as unknown as TraceRow;
}
