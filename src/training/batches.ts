import * as tf from '@tensorflow/tfjs';
import type { Matrix } from '../data/matrix.js';
import type { Part } from '../data/prepare.js';
import type { TorchGenerator } from '../random/torchGenerator.js';
import { inTurns } from '../turns.js';

/** Rows of features and their targets, as tensors: those of a step, or a piece of them. */
export interface Batch {
  /** [rows, features] */
  x: tf.Tensor2D;
  /** [rows, targets] */
  y: tf.Tensor2D;
  rows: number;
}

/** The same as plain values. */
type Rows = Pick<Part, 'x' | 'y'>;

function toBatch({ x, y }: Rows): Batch {
  return tf.tidy(() => ({
    x: tf.tensor2d(x.values, [x.rows, x.columns]),
    y: tf.tensor2d(y.values, [y.rows, y.columns]),
    rows: x.rows,
  }));
}

/**
 * A part in pieces of at most `size` rows, in its own order; the caller disposes of them.
 *
 * @see rowsOfAPiece
 */
export function allPieces({ x, y }: Rows, size: number): Batch[] {
  const pieces: Batch[] = [];
  try {
    const targets = slicesOf(y, size);
    for (const slice of slicesOf(x, size)) {
      pieces.push(toBatch({ x: slice, y: targets.next().value as Matrix<Float32Array> }));
    }
    return pieces;
  } catch (error) {
    disposePieces(pieces);
    throw error;
  }
}

/** A matrix in pieces of at most `size` rows, which share its memory. */
export function* slicesOf(
  { rows, columns, values }: Matrix<Float32Array>,
  size: number,
): Generator<Matrix<Float32Array>> {
  for (let start = 0; start < rows; start += size) {
    const end = Math.min(rows, start + size);
    yield { rows: end - start, columns, values: values.subarray(start * columns, end * columns) };
  }
}

export function disposePieces(pieces: readonly Batch[]): void {
  for (const { x, y } of pieces) tf.dispose([x, y]);
}

/** The rows of one step: in one piece, or in several where they are too much work to be done at once. */
export interface StepRows {
  rows: number;
  /** Each is freed when the next is asked for. */
  pieces: Iterable<Batch>;
}

/** Hands out an epoch's batches, one at a time. */
export interface BatchSource {
  epoch(): AsyncIterable<StepRows> | Iterable<StepRows>;
  dispose(): void;
}

/**
 * All rows in one batch, in their own order, at every epoch.
 *
 * @param pieceRows the most rows of a piece
 */
export function fullBatch(part: Part, pieceRows = Number.POSITIVE_INFINITY): BatchSource {
  const pieces = allPieces(part, pieceRows);
  return {
    epoch: () => [{ rows: part.x.rows, pieces }],
    dispose: () => disposePieces(pieces),
  };
}

/**
 * Batches of `size` rows in a new random order at every epoch, as torch's shuffled DataLoader order from
 * `torch.randperm`; the last batch takes what is left.
 *
 * @param pieceRows the most rows of a piece
 */
export function shuffledBatches(
  part: Part,
  size: number,
  generator: TorchGenerator,
  pieceRows = Number.POSITIVE_INFINITY,
): BatchSource {
  return {
    async *epoch() {
      const order = await inTurns(generator.permute(part.x.rows));
      for (let start = 0; start < order.length; start += size) {
        const rows = order.subarray(start, start + size);
        yield { rows: rows.length, pieces: gatheredPieces(part, rows, pieceRows) };
      }
    },
    dispose: () => {},
  };
}

function* gatheredPieces(part: Part, rows: Int32Array, size: number): Generator<Batch> {
  for (let start = 0; start < rows.length; start += size) {
    const piece = toBatch(gather(part, rows.subarray(start, start + size)));
    try {
      yield piece;
    } finally {
      tf.dispose([piece.x, piece.y]);
    }
  }
}

/** In plain loops: on wasm tfjs's own gather takes 4 to 11 times as long, and subarray and set twice as long. */
function gather({ x, y }: Part, rows: Int32Array): Rows {
  const { columns, values: source } = x;
  const values = new Float32Array(rows.length * columns);
  const targets = new Float32Array(rows.length * y.columns);
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] as number;
    const to = i * columns;
    const from = row * columns;
    for (let j = 0; j < columns; j++) values[to + j] = source[from + j] as number;
    for (let j = 0; j < y.columns; j++) targets[i * y.columns + j] = y.values[row * y.columns + j] as number;
  }
  return {
    x: { rows: rows.length, columns, values },
    y: { rows: rows.length, columns: y.columns, values: targets },
  };
}
