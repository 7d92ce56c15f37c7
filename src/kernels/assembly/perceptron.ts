// A small perceptron's passes over blocks of rows: a block goes through all layers while it is in the cache, and the threads are
// called once a pass. The sums are taken in the same order as by the products of gemm.ts one after another.

import { finish, WORTH_SHARING } from './gemm';
import { multiplyVector } from './gemv';
import { gradientsOfRows, LastLayer, ROWS as ROWS_OF_SUM } from './head';
import { MR, NR, packPanels, panelColumns } from './packing';
import { BACKWARD, FORWARD } from './passes';
import { KC, MC, Product, rowsOf } from './product';
import { sumParts } from './reductions';
import { Job, jobOf, share } from './threads';

/** Rows of a block of the forward pass: what a layer puts out of them stays in the first-level cache. */
const ROWS: i32 = 64;

@unmanaged
class Layer {
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
class Perceptron extends Job {
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
function layerOf(layers: usize, l: i32): Layer {
  return changetype<Layer>(layers + <usize>l * offsetof<Layer>());
}

/** Bytes of a table of so many layers. */
export function layersBytes(count: i32): i32 {
  return count * <i32>offsetof<Layer>();
}

/** The most columns that any matrix of the pass has. */
function widest(layers: usize, count: i32): i32 {
  let most = layerOf(layers, 0).inputs;
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
function partFloats(layer: Layer): i32 {
  return layer.inputs * layer.outputs + layer.outputs;
}

/** How many parts a layer's gradient is summed from. */
// @ts-expect-error: decorator
@inline
function partsOf(layer: Layer, rows: i32): i32 {
  return layer.outputs == 1 ? (rows + ROWS_OF_SUM - 1) / ROWS_OF_SUM : (rows + KC - 1) / KC;
}

// A thread's scratch, in bytes: that of product.ts, two gradients of a block, and what a block's product is told by.
// @ts-expect-error: decorator
@inline
function gradientsAt(most: i32): usize {
  return (MC * KC + MR * NR + KC * panelColumns(most)) << 2;
}

// @ts-expect-error: decorator
@inline
function gradientBytes(most: i32): usize {
  return (KC * panelColumns(most)) << 2;
}

/** Bytes of scratch that each thread needs. */
export function passBytes(layers: usize, count: i32): i32 {
  const most = widest(layers, count);
  return <i32>(gradientsAt(most) + 2 * gradientBytes(most) + offsetof<Product>() + offsetof<LastLayer>());
}

/** Panels of all k terms of b, KC terms after KC terms. */
function packAll(b: usize, bRow: i32, bColumn: i32, n: i32, k: i32, to: usize): usize {
  for (let p: i32 = 0; p < k; p += KC) {
    const kc = min(KC, k - p);
    packPanels(b + ((p * bRow) << 2), bRow, bColumn, n, kc, to, 0, false);
    to += (kc * panelColumns(n)) << 2;
  }
  return to;
}

/** A block's product with what packAll made. */
function multiplyPacked(product: Product, panels: usize, own: usize): void {
  const k = product.k;
  for (let p: i32 = 0; p < k; p += KC) {
    const kc = min(KC, k - p);
    const a = product.a + ((p * product.aColumn) << 2);
    rowsOf(product, a, product.c, 0, product.m, kc, panels, p > 0, p + kc == k, own);
    panels += (kc * panelColumns(product.n)) << 2;
  }
}

function jobFor(
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

/** h = relu(input·w + b) of each layer, but the last, which is linear. */
export function forward(
  control: usize,
  scratch: usize,
  layers: usize,
  count: i32,
  x: usize,
  rows: i32,
  packed: usize,
): void {
  jobFor(control, scratch, layers, count, x, rows, packed);
  let to = packed;
  let parameters: i32 = 0;
  for (let l: i32 = 0; l < count; l++) {
    const layer = layerOf(layers, l);
    parameters += partFloats(layer);
    if (layer.outputs > 1) to = packAll(layer.w, layer.outputs, 1, layer.outputs, layer.inputs, to);
  }
  // One block where another thread is not worth its call.
  const size = <i64>rows * parameters < WORTH_SHARING ? rows : ROWS;
  share(control, FORWARD, (rows + size - 1) / size, size);
}

export function forwardRows(job: usize, block: i32, own: usize): void {
  const net = changetype<Perceptron>(job);
  const from = block * net.size;
  const rows = min(net.size, net.rows - from);
  const most = widest(net.layers, net.count);
  const product = changetype<Product>(own + gradientsAt(most) + 2 * gradientBytes(most));
  let panels = net.packed;
  let input = net.x + ((from * layerOf(net.layers, 0).inputs) << 2);
  for (let l: i32 = 0; l < net.count; l++) {
    const layer = layerOf(net.layers, l);
    const inputs = layer.inputs;
    const outputs = layer.outputs;
    const isHidden = l + 1 < net.count;
    const h = layer.h + ((from * outputs) << 2);
    if (outputs == 1) {
      multiplyVector(input, inputs, 1, layer.w, h, rows, inputs);
      finish(h, layer.b, rows, 1, isHidden);
    } else {
      product.a = input;
      product.aRow = inputs;
      product.aColumn = 1;
      product.c = h;
      product.m = rows;
      product.n = outputs;
      product.k = inputs;
      product.bias = layer.b;
      product.relu = isHidden ? 1 : 0;
      product.outputs = 0;
      multiplyPacked(product, panels, own);
      panels += (inputs * panelColumns(outputs)) << 2;
    }
    input = h;
  }
}

/**
 * Each layer's dw and db, from the gradient d of the outputs.
 *
 * @param parts partsBytes of scratch
 */
export function backward(
  control: usize,
  scratch: usize,
  layers: usize,
  count: i32,
  x: usize,
  rows: i32,
  packed: usize,
  d: usize,
  activation: i32,
  parts: usize,
): void {
  const net = jobFor(control, scratch, layers, count, x, rows, packed);
  net.d = d;
  net.activation = activation;
  net.parts = parts;
  let to = packed;
  for (let l = count - 1; l > 0; l--) {
    const layer = layerOf(layers, l);
    if (layer.outputs > 1) to = packAll(layer.w, 1, layer.outputs, layer.inputs, layer.outputs, to);
  }
  share(control, BACKWARD, (rows + KC - 1) / KC, KC);
  for (let l: i32 = 0; l < count; l++) {
    const layer = layerOf(layers, l);
    const count = partsOf(layer, rows);
    const weights = layer.inputs * layer.outputs;
    const floats = partFloats(layer);
    sumParts(parts, count, weights, floats, layer.dw);
    sumParts(parts + (weights << 2), count, layer.outputs, floats, layer.db);
    parts += (count * floats) << 2;
  }
}

export function backwardRows(job: usize, block: i32, own: usize): void {
  const net = changetype<Perceptron>(job);
  const layers = net.layers;
  const from = block * KC;
  const rows = min(KC, net.rows - from);
  const most = widest(layers, net.count);
  const ownPanels = own + ((MC * KC + MR * NR) << 2);
  const product = changetype<Product>(own + gradientsAt(most) + 2 * gradientBytes(most));
  const lastLayer = changetype<LastLayer>(changetype<usize>(product) + offsetof<Product>());
  let target = own + gradientsAt(most);
  let other = target + gradientBytes(most);
  let panels = net.packed;
  let parts = net.parts + partsBytes(layers, net.count, net.rows);
  let d = net.d + ((from * layerOf(layers, net.count - 1).outputs) << 2);
  for (let l = net.count - 1; l >= 0; l--) {
    const layer = layerOf(layers, l);
    const inputs = layer.inputs;
    const outputs = layer.outputs;
    const before = l == 0 ? net.x : layerOf(layers, l - 1).h;
    const input = before + ((from * inputs) << 2);
    const floats = partFloats(layer);
    parts -= (partsOf(layer, net.rows) * floats) << 2;
    if (outputs == 1) {
      lastLayer.h = input;
      lastLayer.w = layer.w;
      lastLayer.d = d;
      lastLayer.dz = l == 0 ? 0 : target;
      lastLayer.parts = parts + (((from / ROWS_OF_SUM) * floats) << 2);
      lastLayer.rows = rows;
      lastLayer.units = inputs;
      lastLayer.activation = net.activation;
      lastLayer.size = ROWS_OF_SUM;
      for (let i: i32 = 0; i * ROWS_OF_SUM < rows; i++) gradientsOfRows(changetype<usize>(lastLayer), i);
    } else {
      const part = parts + ((block * floats) << 2);
      packPanels(d, outputs, 1, outputs, rows, ownPanels, part + ((inputs * outputs) << 2), false);
      product.aRow = 1;
      product.aColumn = inputs;
      product.n = outputs;
      product.bias = 0;
      product.relu = 0;
      product.outputs = 0;
      rowsOf(product, input, part, 0, inputs, rows, ownPanels, false, true, own);
      if (l > 0) {
        product.a = d;
        product.aRow = outputs;
        product.aColumn = 1;
        product.c = target;
        product.m = rows;
        product.n = inputs;
        product.k = outputs;
        product.outputs = input;
        product.activation = net.activation;
        multiplyPacked(product, panels, own);
        panels += (outputs * panelColumns(inputs)) << 2;
      }
    }
    d = target;
    target = other;
    other = d;
  }
}
