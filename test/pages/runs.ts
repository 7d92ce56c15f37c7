import type { RunReport } from '../../src/pages/report.js';
import type { EpochRecord } from '../../src/training/history.js';

/** Losses that swing, as noisy ones do, with a gap and a peak. */
export function noisyHistory(epochs: number): EpochRecord[] {
  return Array.from({ length: epochs }, (_, i) => ({
    epoch: i + 1,
    trainLoss: i === 777 ? 1e6 : 10 + 123.456789012345 * Math.abs(Math.sin(i * i)),
    valLoss: i === 888 ? Number.NaN : 20 + 123.456789012345 * Math.abs(Math.cos(i * i)),
    testLoss: 30 + 123.456789012345 * Math.abs(Math.sin(7 * i * i)),
    learningRate: 0.001 * (1 + Math.cos((Math.PI * i) / epochs)),
    gradientNorm: 1,
    seconds: i,
  }));
}

/** A run whose every text is the given one. */
export function reportOf(text: string, history = noisyHistory(20), rows = 5): RunReport {
  const values = Float64Array.from({ length: rows }, (_, i) => 1e9 + i / 7);
  const metrics = { r2: 0.5, rmse: 2, mae: 1 };
  const predicted = values.map((value) => value + 0.25);
  return {
    name: text,
    charted: {
      settings: [text, text],
      losses: { history, yScale: 'auto', lossTitle: text, bestEpoch: 3, bestOf: 'val' },
      predictions: [{ actual: values, predicted, metrics, seed: 1, targetName: text }],
    },
    rows: Int32Array.from({ length: rows }, (_, i) => 3 * i),
    cells: {
      columns: [text, 'size'],
      rows: Array.from({ length: Math.min(rows, 2000) }, (_, i) => [text, i === 1 ? null : i / 8]),
    },
    results: [[text, text]],
    targetTable: [
      [text, text],
      [text, text],
    ],
    settings: { changed: [[text, text]], others: [[text, text]] },
    commands: [{ what: text, command: text }],
  };
}
