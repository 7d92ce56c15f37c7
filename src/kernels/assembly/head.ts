// Back through a last layer of one output. As products its gradients would read the hidden layer twice, and fill a tile to an
// eighth; here they are one pass over it.

import { throughActivation, throughActivationOne } from './activations';
import { multiplyAdd } from './fma';
import { LAST_LAYER } from './passes';
import { sumParts } from './reductions';
import { Job, jobOf, share } from './threads';

/** Rows of a block, whose sums are taken by themselves. */
export const ROWS: i32 = 128;

@unmanaged
export class LastLayer extends Job {
  h: usize;
  w: usize;
  d: usize;
  dz: usize;
  parts: usize;
  rows: i32;
  units: i32;
  activation: i32;
}

/** Bytes for the sums of the blocks. */
export function lastLayerBytes(rows: i32, units: i32): i32 {
  return (((rows + ROWS - 1) / ROWS) * (units + 1)) << 2;
}

/**
 * From the gradient d[rows] of the outputs h·w + b: dw[units] = Σ d·h, db = Σ d, and, unless dz is 0, dz[rows, units], d·w back
 * through the activation whose outputs are h[rows, units].
 *
 * @param parts lastLayerBytes of scratch
 */
export function lastLayerGradients(
  control: usize,
  h: usize,
  w: usize,
  d: usize,
  dz: usize,
  dw: usize,
  db: usize,
  parts: usize,
  rows: i32,
  units: i32,
  activation: i32,
): void {
  const job = changetype<LastLayer>(jobOf(control));
  job.h = h;
  job.w = w;
  job.d = d;
  job.dz = dz;
  job.parts = parts;
  job.rows = rows;
  job.units = units;
  job.activation = activation;
  const blocks = (rows + ROWS - 1) / ROWS;
  share(control, LAST_LAYER, blocks, ROWS);
  sumParts(parts, blocks, units, units + 1, dw);
  sumParts(parts + (units << 2), blocks, 1, units + 1, db);
}

export function gradientsOfRows(job: usize, block: i32): void {
  const x = changetype<LastLayer>(job);
  const units = x.units;
  const part = x.parts + ((block * (units + 1)) << 2);
  memory.fill(part, 0, units << 2);
  let db: f32 = 0;
  const from = block * x.size;
  const to = min(x.rows, from + x.size);
  for (let i: i32 = from; i < to; i++) {
    const d = load<f32>(x.d + (i << 2));
    db += d;
    const four = f32x4.splat(d);
    const row = x.h + ((i * units) << 2);
    const back = x.dz + ((i * units) << 2);
    let q: i32 = 0;
    for (; q + 4 <= units; q += 4) {
      const at = q << 2;
      const h = v128.load(row + at);
      v128.store(part + at, multiplyAdd(four, h, v128.load(part + at)));
      if (x.dz != 0) {
        const d4 = f32x4.mul(four, v128.load(x.w + at));
        v128.store(back + at, throughActivation(x.activation, d4, h));
      }
    }
    for (; q < units; q++) {
      const at = q << 2;
      const h = load<f32>(row + at);
      store<f32>(part + at, load<f32>(part + at) + d * h);
      if (x.dz != 0) store<f32>(back + at, throughActivationOne(x.activation, d * load<f32>(x.w + at), h));
    }
  }
  store<f32>(part + (units << 2), db);
}
