import { expect, it } from 'vitest';
import { useBackend } from '../../src/engine/engine.js';
import { setUpWasm } from '../../src/kernels/wasm/accelerateWasm.js';
import { roundsOnce } from '../../src/kernels/wasm/rounding.js';

it('is told without tfjs as the engine tells it', async () => {
  const here = roundsOnce();
  await useBackend('wasm');
  expect(here).toBe(setUpWasm({ threads: 1, wide: false }).fma);
  expect(roundsOnce()).toBe(here);
});
