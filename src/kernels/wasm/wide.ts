import { readFileSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { compiled, type Exports } from './module.js';

/**
 * What has V8 compile at once, and make one register of 256 bits of two of 128 where it can; and how it is otherwise. V8 calls it
 * experimental. These are the majors of Node whose defaults are known and that CI tests.
 */
const flags = {
  on: ['--experimental-wasm-revectorize', '--wasm-sync-tier-up', '--wasm-tiering-budget=1'],
  off: ['--no-experimental-wasm-revectorize', '--no-wasm-sync-tier-up', '--wasm-tiering-budget=13000000'],
};
const majors = ['24', '26'];

/**
 * The kernels with tiles of 4 x 16, in registers of 256 bits: the same numbers in about half the time. Undefined where V8 or the
 * processor has no such registers, where `ADAM_TRAIN_WIDE` is 0, and where they give other numbers than the usual kernels.
 *
 * @param usual those with tiles of 4 x 8, compiled as always
 */
export function compiledWide(usual: WebAssembly.Module): WebAssembly.Module | undefined {
  if (!isPossible()) return undefined;
  let module: WebAssembly.Module;
  let taken: number[][];
  for (const flag of flags.on) setFlagsFromString(flag);
  try {
    module = compiled('kernels-wide.wasm');
    const products = productsOf(module);
    products(); // which has each function compiled
    taken = products();
  } finally {
    for (const flag of flags.off) setFlagsFromString(flag);
  }
  const expected = productsOf(usual)();
  const isSame = expected.every((values, i) => values.every((value, j) => value === taken[i]?.[j]));
  return isSame ? module : undefined;
}

function isPossible(): boolean {
  const asked = process.env['ADAM_TRAIN_WIDE'];
  const major = process.versions.node.split('.')[0] as string;
  if (asked === '0' || process.arch !== 'x64' || !majors.includes(major)) return false;
  // A flag of the user's would be put back to another value than it had.
  const own = [...process.execArgv, process.env['NODE_OPTIONS'] ?? ''].join(' ');
  return !/wasm|liftoff/.test(own) && (asked === '1' || hasAvx2());
}

/** Where the system says it in a file, which is Linux; without AVX2 the large tile does not fit into the registers. */
function hasAvx2(): boolean {
  try {
    const flags = /^flags\s*:(.*)$/m.exec(readFileSync('/proc/cpuinfo', 'latin1'))?.[1]?.split(' ') ?? [];
    return flags.includes('avx2') && flags.includes('fma');
  } catch {
    return false;
  }
}

/** Products that take the ways through the kernels: tiles by rows, by columns and packed, edges, long sums, and what follows. */
const samples = [
  { size: [9, 35, 300], a: [300, 1], b: [35, 1], bias: true, relu: true },
  { size: [9, 35, 20], a: [20, 1], b: [1, 20], back: 1 },
  { size: [9, 35, 300], a: [300, 1], b: [1, 20], back: 2 },
  { size: [9, 48, 300], a: [1, 100], b: [48, 1], sums: true },
  { size: [8, 32, 30], a: [1, 8], b: [32, 1] },
] as const satisfies Sample[];

interface Sample {
  /** m, n, k */
  size: readonly [number, number, number];
  /** Strides of a row and a column. */
  a: readonly [number, number];
  b: readonly [number, number];
  bias?: boolean;
  relu?: boolean;
  /** The activation through which it goes back. */
  back?: number;
  sums?: boolean;
}

const PAGES = 32;
const VALUES = 32_000;

/** Computes the samples with a build of the kernels, in a memory of its own. */
function productsOf(module: WebAssembly.Module): () => number[][] {
  const memory = new WebAssembly.Memory({ initial: PAGES, maximum: PAGES, shared: true });
  const run = new WebAssembly.Instance(module, { env: { memory } }).exports as Exports;
  const floats = new Float32Array(memory.buffer);
  let free = 128;
  const place = (bytes: number) => {
    const offset = free;
    free += Math.ceil(bytes / 128) * 128;
    return offset;
  };
  const control = place(run.controlBytes(0));
  const values = place(4 * VALUES);
  for (let i = 0; i < VALUES; i++) floats[values / 4 + i] = ((i * 7919) % 2003) / 1000 - 1;
  const [c, sums] = [place(4 * 9 * 48), place(4 * 48)];
  const scratchBytes = run.scratchBytes(48);
  const [scratch, panels] = [place(scratchBytes), place(run.panelBytes(48))];
  return () =>
    samples.map(({ size, a, b, ...after }: Sample) => {
      run.gemm(
        ...[control, scratch, scratchBytes],
        ...[values, ...a],
        ...[values + 16_000, ...b],
        ...[c, ...size],
        ...[after.bias === true ? values : 0, after.relu === true],
        ...[after.back === undefined ? 0 : values, after.back ?? 0, after.sums === true ? sums : 0],
        ...[panels, 0],
      );
      const [m, n] = size;
      const read = (offset: number, size: number) => floats.subarray(offset / 4, offset / 4 + size);
      return [...read(c, m * n), ...(after.sums === true ? read(sums, n) : [])];
    });
}
