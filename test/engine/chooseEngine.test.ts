import { describe, expect, it, vi } from 'vitest';
import { chooseBackend, workOf } from '../../src/engine/chooseEngine.js';

const wide = workOf({ trainRows: 3276, batchRows: 3276, parameters: 1_154_049, epochs: 200 });

describe('auto', () => {
  it('takes wasm for the default job, without a look at the native engine', () => {
    const isNativeReady = vi.fn(() => true);
    const work = workOf({ trainRows: 1600, batchRows: 1600, parameters: 4929, epochs: 200 });
    expect(work).toEqual({ operationsPerStep: 47_318_400, steps: 200 });
    expect(chooseBackend('auto', work, isNativeReady)).toEqual({
      backend: 'wasm',
      reason: '47 million operations a step; tensorflow pays from 500',
    });
    expect(isNativeReady).not.toHaveBeenCalled();
  });

  it('has no step of zero million operations', () => {
    const tiny = workOf({ trainRows: 8, batchRows: 8, parameters: 9, epochs: 1 });
    expect(chooseBackend('auto', tiny, () => true)).toEqual({
      backend: 'wasm',
      reason: 'under 1 million operations a step; tensorflow pays from 500',
    });
  });

  it('takes tensorflow for wide nets and long runs where it is ready, and says what is missed where not', () => {
    expect(chooseBackend('auto', wide, () => true)).toMatchObject({ backend: 'tensorflow' });
    expect(chooseBackend('auto', wide, () => false)).toMatchObject({
      backend: 'wasm',
      reason: expect.stringContaining('run adam-train setup'),
    });
  });

  it('counts the start: a step or two are done on wasm', () => {
    const few = workOf({ trainRows: 1600, batchRows: 1600, parameters: 79_000, epochs: 2 });
    expect(chooseBackend('auto', few, () => true)).toMatchObject({ backend: 'wasm' });
  });

  it('counts the rows of a batch, not of the data', () => {
    const batches = workOf({ trainRows: 16_000, batchRows: 32, parameters: 79_000, epochs: 1 });
    expect(batches).toEqual({ operationsPerStep: 6 * 32 * 79_000, steps: 500 });
    expect(workOf({ trainRows: 10, batchRows: 32, parameters: 1, epochs: 3 })).toEqual({
      operationsPerStep: 60,
      steps: 3,
    });
  });
});

it('leaves a choice of the user alone', () => {
  expect(chooseBackend('cpu', wide, () => true)).toEqual({ backend: 'cpu' });
});
