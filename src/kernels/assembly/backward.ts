// A small perceptron's gradients.

import { gradientsOfRows, LastLayer, ROWS as ROWS_OF_SUM } from './head';
import { MR, NR, packPanels, panelColumns } from './packing';
import { BACKWARD } from './passes';
import {
  gradientBytes,
  gradientsAt,
  jobFor,
  layerOf,
  multiplyPacked,
  packAll,
  partFloats,
  partsBytes,
  partsOf,
  Perceptron,
  widest,
} from './perceptron';
import { KC, MC, Product, rowsOf } from './product';
import { sumParts } from './reductions';
import { share } from './threads';

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
