import relaxed from '../kernels.wasm';
import plain from '../kernels-plain.wasm';
import plainShared from '../kernels-plain-shared.wasm';
import relaxedShared from '../kernels-shared.wasm';
import type { Build } from '../module.js';

/** Each with its twin for browsers without relaxed SIMD, whose products are rounded before they are added. */
const builds: Partial<Record<Build, readonly [relaxed: Uint8Array, plain: Uint8Array]>> = {
  'kernels.wasm': [relaxed, plain],
  'kernels-shared.wasm': [relaxedShared, plainShared],
};

/** What stands for module.ts in a browser: the kernels are in the bundle, and the browser decides which of two it can compile. */
export function compiled(build: Build): WebAssembly.Module {
  const [best, other] = builds[build] ?? [];
  if (best === undefined || other === undefined) throw new Error(`No browser has ${build}.`);
  return new WebAssembly.Module(WebAssembly.validate(best) ? best : other);
}
