import { readFileSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';

/** What src/kernels/assembly exports. Offsets are bytes in the backend's memory, sizes are elements. */
export interface Exports {
  controlBytes(helpers: number): number;
  scratchBytes(n: number): number;
  panelBytes(n: number): number;
  partialBytes(m: number, n: number, k: number): number;
  lastLayerBytes(rows: number, units: number): number;
  /** As gemm.ts has them. */
  gemm(...args: (number | boolean)[]): void;
  layersBytes(count: number): number;
  packedBytes(layers: number, count: number): number;
  partsBytes(layers: number, count: number, rows: number): number;
  passBytes(layers: number, count: number): number;
  /** As forward.ts and backward.ts have them. */
  forward(...args: number[]): void;
  backward(...args: number[]): void;
  lastLayerGradients(...args: number[]): void;
  relu(x: number, size: number): void;
  relu6(x: number, size: number): void;
  reluGradient(dy: number, y: number, dz: number, size: number): void;
  columnSums(x: number, rows: number, columns: number, sums: number): void;
  /** As losses.ts has them. */
  lossMean(...args: number[]): number;
  lossGradient(...args: number[]): void;
  tableBytes(count: number): number;
  step(rule: number, table: number, count: number, numbers: number): void;
  sumOfSquares(x: number, size: number): number;
  /** 1 or 0 */
  areFinite(x: number, size: number): number;
  roundsOnce(): number;
  failHelper(control: number): void;
  endHelpers(control: number): void;
  /** 1 or 0 */
  hasFailed(control: number): number;
}

/** The builds of the kernels: for memory that threads share, for tiles that fill registers of 256 bits in such memory, and for other memory. */
export type Build = 'kernels-shared.wasm' | 'kernels-wide.wasm' | 'kernels.wasm';

/** Compiles a build of the kernels. Node 20 has relaxed SIMD behind a flag, which counts for what is compiled after it is set; later ones have it without. */
export function compiled(build: Build): WebAssembly.Module {
  if (process.versions.node.startsWith('20.')) setFlagsFromString('--experimental-wasm-relaxed-simd');
  return new WebAssembly.Module(readFileSync(new URL(`./${build}`, import.meta.url)));
}
