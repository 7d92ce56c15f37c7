import { compiled, type Exports } from './module.js';

let known: boolean | undefined;

/**
 * Whether this machine's kernels add a product with one rounding, as its processor does, and not with two; undefined where they do not
 * run. Machines of one kind give the same digits. Asks the kernels alone, without tfjs.
 */
export function roundsOnce(): boolean | undefined {
  known ??= ask();
  return known;
}

function ask(): boolean | undefined {
  try {
    const memory = new WebAssembly.Memory({ initial: 1 });
    const run = new WebAssembly.Instance(compiled('kernels.wasm'), { env: { memory } }).exports as Exports;
    return run.roundsOnce() === 1;
  } catch {
    return undefined; // another engine trains
  }
}
