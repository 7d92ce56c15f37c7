// A small perceptron, whose passes go over blocks of rows: a block goes through all layers while it is in the cache, and the threads are
// called once a pass. The sums are taken in the same order as by the products of gemm.ts one after another.

import { LastLayer, ROWS as ROWS_OF_SUM } from './head';
import { MR, NR, packPanels, panelColumns } from './packing';
import { KC, MC, Product, rowsOf } from './product';
import { Job, jobOf } from './threads';

@unmanaged
export class Layer {
  /** w[inputs, outputs], b[outputs], what it puts out h[rows, outputs], and their gradients. */
  w: usize;
  b: usize;
  h: usize;
  dw: usize;
  db: usize;
  inputs: i32;
  outputs: i32;
}

@unmanaged
export class Perceptron extends Job {
  /** A table of layers, and their number. */
  layers: usize;
  count: i32;
  /** x[rows, inputs] */
  x: usize;
  rows: i32;
  /** The packed weights; those of the backward pass are transposed, and the last layer's come first. */
  packed: usize;
  /** The gradient of the outputs, d[rows, outputs]. */
  d: usize;
  /** The hidden layers' activation. */
  activation: i32;
  /** The gradients of each block, layer by layer. */
  parts: usize;
}

// @ts-expect-error: decorator
@inline
export function layerOf(layers: usize, l: i32): Layer {
  return changetype<Layer>(layers + <usize>l * offsetof<Layer>());
}

/** Bytes of a table of so many layers. */
export function layersBytes(count: i32): i32 {
  return count * <i32>offsetof<Layer>();
}

/** The most that a layer puts out; how many features there are is nothing to a thread, because no gradient goes back to them. */
export function widest(layers: usize, count: i32): i32 {
  let most: i32 = 1;
  for (let l: i32 = 0; l < count; l++) most = max(most, layerOf(layers, l).outputs);
  return most;
}

/** Bytes for the packed weights of a pass. */
export function packedBytes(layers: usize, count: i32): i32 {
  let floats: i32 = 0;
  for (let l: i32 = 0; l < count; l++) {
    const layer = layerOf(layers, l);
    floats += max(layer.inputs * panelColumns(layer.outputs), layer.outputs * panelColumns(layer.inputs));
  }
  return floats << 2;
}

/** Bytes for the gradients of the blocks. */
export function partsBytes(layers: usize, count: i32, rows: i32): i32 {
  let floats: i32 = 0;
  for (let l: i32 = 0; l < count; l++) floats += partsOf(layerOf(layers, l), rows) * partFloats(layerOf(layers, l));
  return floats << 2;
}

// @ts-expect-error: decorator
@inline
export function partFloats(layer: Layer): i32 {
  return layer.inputs * layer.outputs + layer.outputs;
}

/** How many parts a layer's gradient is summed from. */
// @ts-expect-error: decorator
@inline
export function partsOf(layer: Layer, rows: i32): i32 {
  return layer.outputs == 1 ? (rows + ROWS_OF_SUM - 1) / ROWS_OF_SUM : (rows + KC - 1) / KC;
}

// A thread's scratch, in bytes: that of product.ts, two gradients of a block, and what a block's product is told by.
// @ts-expect-error: decorator
@inline
export function gradientsAt(most: i32): usize {
  return (MC * KC + MR * NR + KC * panelColumns(most)) << 2;
}

// @ts-expect-error: decorator
@inline
export function gradientBytes(most: i32): usize {
  return (KC * panelColumns(most)) << 2;
}

/** Bytes of scratch that each thread needs. */
export function passBytes(layers: usize, count: i32): i32 {
  const most = widest(layers, count);
  return <i32>(gradientsAt(most) + 2 * gradientBytes(most) + offsetof<Product>() + offsetof<LastLayer>());
}

/** Panels of all k terms of b, KC terms after KC terms. */
export function packAll(b: usize, bRow: i32, bColumn: i32, n: i32, k: i32, to: usize): usize {
  for (let p: i32 = 0; p < k; p += KC) {
    const kc = min(KC, k - p);
    packPanels(b + ((p * bRow) << 2), bRow, bColumn, n, kc, to, 0, false);
    to += (kc * panelColumns(n)) << 2;
  }
  return to;
}

/** A block's product with what packAll made. */
export function multiplyPacked(product: Product, panels: usize, own: usize): void {
  const k = product.k;
  for (let p: i32 = 0; p < k; p += KC) {
    const kc = min(KC, k - p);
    const a = product.a + ((p * product.aColumn) << 2);
    rowsOf(product, a, product.c, 0, product.m, kc, panels, p > 0, p + kc == k, own);
    panels += (kc * panelColumns(product.n)) << 2;
  }
}

export function jobFor(
  control: usize,
  scratch: usize,
  layers: usize,
  count: i32,
  x: usize,
  rows: i32,
  packed: usize,
): Perceptron {
  const job = changetype<Perceptron>(jobOf(control));
  job.scratch = scratch;
  job.scratchBytes = passBytes(layers, count);
  job.layers = layers;
  job.count = count;
  job.x = x;
  job.rows = rows;
  job.packed = packed;
  return job;
}
