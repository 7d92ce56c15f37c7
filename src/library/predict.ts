import { featureNames } from '../data/columns.js';
import { streamTable } from '../data/csv/streamTable.js';
import type { Matrix } from '../data/matrix.js';
import type { Backend } from '../engine/settings.js';
import { UsageError } from '../errors.js';
import { checkObject, shown } from '../settings/arguments.js';
import { inWords } from '../settings/range.js';
import type { Predictor } from '../training/predict.js';
import { type Features, matrixOf, piecesOf, type Table } from './memoryRows.js';
import { onEngine } from './onEngine.js';
import type { Model } from './run.js';

export interface PredictOptions {
  /** A text that is none of a column's categories: an error, or none of them. The default is 'error'. */
  unknown?: 'error' | 'zeros' | undefined;
  /** A missing number: an error, or the training rows' mean. The default is as in training. */
  missing?: 'error' | 'mean' | undefined;
  /** What computes: wasm, or in a browser that has no such backend cpu. */
  backend?: Backend | undefined;
}

/**
 * Predicts rows as `adam-train predict` does.
 *
 * @param model of `train` or `loadRun`
 * @param rows objects by the columns' names, in which other keys are passed over, or features as numbers in the model's order
 * @returns in the target's own units: [rows], and for a model of several targets row by row [rows, targets]
 * @throws UsageError if an argument cannot be, AdamTrainError (exit code 3) for rows that the model cannot take
 */
export async function predict(
  model: Model,
  rows: Table | Features,
  options: PredictOptions = {},
): Promise<Float64Array> {
  checkModel(model);
  checkPredictOptions(options);
  const isTable = Array.isArray(rows) && isRow(rows[0]);
  const features = isTable ? undefined : featuresOf(model, rows as Features);
  if (features?.rows === 0) return new Float64Array(0);
  const missing = options.missing ?? (model.fill === undefined ? 'error' : 'mean');
  const unseen = { unknownCategory: options.unknown ?? 'error', missing };
  return onEngine(async () => {
    const { useBackend, usualBackend } = await import('../engine/engine.js');
    const { createPredictor } = await import('../training/predict.js');
    await useBackend(options.backend ?? usualBackend());
    // What training filled with is the mean of its rows, which the scaler has too.
    const { fill = model.scaler.mean, ...others } = model;
    const predictor = createPredictor(missing === 'mean' ? { ...others, fill } : others);
    try {
      if (features !== undefined) return (await predictor.predict(features)).values;
      const pieces = piecesOf(rows as Table, 'rows');
      return await predictTable(predictor, streamTable({ input: '', pieces }, model.columns, unseen));
    } finally {
      predictor.dispose();
    }
  });
}

async function predictTable(
  predictor: Predictor,
  tables: ReturnType<typeof streamTable>,
): Promise<Float64Array> {
  const predicted: Float64Array[] = [];
  for await (const { x } of tables) predicted.push((await predictor.predict(x)).values);
  const all = new Float64Array(predicted.reduce((sum, { length }) => sum + length, 0));
  let start = 0;
  for (const piece of predicted) {
    all.set(piece, start);
    start += piece.length;
  }
  return all;
}

function isRow(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !ArrayBuffer.isView(value);
}

/** The numbers in memory of our own: missing ones are filled in place. */
function featuresOf(model: Model, rows: Features): Matrix {
  const names = featureNames(model.columns);
  const numbers = matrixOf('rows', rows);
  if (numbers.rows > 0 && numbers.columns !== names.length) {
    throw new UsageError(
      `rows must have a number for each of the model's ${names.length} features, got ${numbers.columns}; give them in its order, or as objects by the columns' names.`,
    );
  }
  const values = new Float64Array(numbers.rows * names.length);
  for (let row = 0; row < numbers.rows; row++) {
    for (let column = 0; column < names.length; column++) {
      values[row * names.length + column] = numbers.at(row, column) ?? Number.NaN;
    }
  }
  return { rows: numbers.rows, columns: names.length, values };
}

/** @throws UsageError if it is no model of ours */
export function checkModel(model: Model | undefined): void {
  if (Array.isArray(model?.layers) && model.columns !== undefined && model.scaler !== undefined) return;
  throw new UsageError(
    `model must be the model of a run that train or loadRun gave, got ${shown(model)}; a run that diverged has none.`,
  );
}

const choices = {
  unknown: ['error', 'zeros'],
  missing: ['error', 'mean'],
  backend: ['wasm', 'cpu', 'tensorflow'],
};

function checkPredictOptions(options: PredictOptions): void {
  checkObject('predict', options);
  for (const [name, value] of Object.entries(options)) {
    const allowed = (choices as Record<string, string[]>)[name];
    if (allowed === undefined) {
      throw new UsageError(
        `An option of predict must be unknown, missing or backend, got ${name}; leave it out.`,
      );
    }
    if (value !== undefined && !allowed.includes(value)) {
      throw new UsageError(
        `${name} must be ${inWords(allowed, 'or')}, got ${shown(value)}; choose one of them.`,
      );
    }
  }
}
