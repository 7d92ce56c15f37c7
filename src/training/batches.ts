import * as tf from '@tensorflow/tfjs';
import type { Part } from '../data/prepare.js';
import type { TorchGenerator } from '../random/torchGenerator.js';

/** Rows of features and their targets, as tensors. */
export interface Batch {
  /** [rows, features] */
  x: tf.Tensor2D;
  /** [rows, 1] */
  y: tf.Tensor2D;
  rows: number;
}

function toBatch({ x, y }: Pick<Part, 'x' | 'y'>): Batch {
  return {
    x: tf.tensor2d(x.values, [x.rows, x.columns]),
    y: tf.tensor2d(y, [x.rows, 1]),
    rows: x.rows,
  };
}

/** Rows that are evaluated at once: wide enough to compute fast, so that the layers' outputs stay small. */
export const ROWS_AT_ONCE = 8192;

/** A part in pieces for evaluation, made one at a time in its own order; the caller disposes of them. */
export function* piecesOf({ x, y }: Pick<Part, 'x' | 'y'>): Generator<Batch> {
  for (let start = 0; start < x.rows; start += ROWS_AT_ONCE) {
    const end = Math.min(x.rows, start + ROWS_AT_ONCE);
    const values = x.values.subarray(start * x.columns, end * x.columns);
    yield toBatch({ x: { rows: end - start, columns: x.columns, values }, y: y.subarray(start, end) });
  }
}

export function disposePieces(pieces: readonly Batch[]): void {
  for (const { x, y } of pieces) tf.dispose([x, y]);
}

/** Hands out an epoch's batches, one at a time; each is freed when the next is asked for. */
export interface BatchSource {
  epoch(): Iterable<Batch>;
  dispose(): void;
}

/** All rows in one batch, in their own order, at every epoch. */
export function fullBatch(part: Part): BatchSource {
  const batch = toBatch(part);
  return {
    epoch: () => [batch],
    dispose: () => tf.dispose([batch.x, batch.y]),
  };
}

/**
 * Batches of `size` rows in a new random order at every epoch, as torch's shuffled DataLoader order from
 * `torch.randperm`; the last batch takes what is left.
 */
export function shuffledBatches(part: Part, size: number, generator: TorchGenerator): BatchSource {
  return {
    *epoch() {
      const order = generator.permutation(part.x.rows);
      for (let start = 0; start < order.length; start += size) {
        const batch = toBatch(gather(part, order.subarray(start, start + size)));
        try {
          yield batch;
        } finally {
          tf.dispose([batch.x, batch.y]);
        }
      }
    },
    dispose: () => {},
  };
}

/** In plain loops: on wasm tfjs's own gather takes 4 to 11 times as long, and subarray and set twice as long. */
function gather({ x, y }: Part, rows: Int32Array): Pick<Part, 'x' | 'y'> {
  const { columns } = x;
  const values = new Float32Array(rows.length * columns);
  const targets = new Float32Array(rows.length);
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] as number;
    for (let j = 0; j < columns; j++) values[i * columns + j] = x.values[row * columns + j] as number;
    targets[i] = y[row] as number;
  }
  return { x: { rows: rows.length, columns, values }, y: targets };
}
