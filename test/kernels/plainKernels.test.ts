import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import type { Exports } from '../../src/kernels/wasm/module.js';

const builds = ['kernels-plain.wasm', 'kernels-plain-shared.wasm'];
const pathOf = (build: string) => fileURLToPath(new URL(`../../src/kernels/wasm/${build}`, import.meta.url));

it.each(builds)('rounds each product in %s, on any processor', (build) => {
  const module = new WebAssembly.Module(readFileSync(pathOf(build)));
  const memory = new WebAssembly.Memory({ initial: 1, maximum: 65536, shared: build.includes('shared') });
  const { roundsOnce } = new WebAssembly.Instance(module, { env: { memory } }).exports as Exports;
  expect(Number(roundsOnce())).toBe(0);
});

// Later ones have relaxed SIMD without a flag.
it.runIf(process.version.startsWith('v20.'))('compiles where there is no relaxed SIMD', () => {
  const isValid = (build: string) => {
    const code =
      'process.stdout.write(String(WebAssembly.validate(require("fs").readFileSync(process.argv[1]))))';
    return execFileSync(process.execPath, ['-e', code, pathOf(build)], { encoding: 'utf8' });
  };
  expect(builds.map(isValid)).toEqual(['true', 'true']);
  expect(isValid('kernels.wasm')).toBe('false');
});
