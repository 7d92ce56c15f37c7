// A small perceptron's outputs.

import { finish, WORTH_SHARING } from './gemm';
import { multiplyVector } from './gemv';
import { panelColumns } from './packing';
import { FORWARD } from './passes';
import { gradientBytes, gradientsAt, jobFor, layerOf, multiplyPacked, packAll, partFloats, Perceptron, widest } from './perceptron';
import { Product } from './product';
import { share } from './threads';

/** Rows of a block: what a layer puts out of them stays in the first-level cache. */
const ROWS: i32 = 64;

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
