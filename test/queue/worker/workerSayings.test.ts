import { describe, expect, it } from 'vitest';
import { WorkerSayings } from '../../../src/queue/worker/workerSayings.js';

const sweep = '0123456789ab';

/** What a worker on a machine that rounds once says of jobs. */
function saidOf(...jobs: { fma?: boolean; settings?: { backend?: string } }[]): string[] {
  const said: string[] = [];
  const sayings = new WorkerSayings((sentence) => said.push(sentence));
  for (const job of jobs) sayings.kernels({ sweep, settings: {}, ...job }, true);
  return said;
}

describe('the kernels of a sweep', () => {
  it('of the same kind are no matter, nor where there are none', () => {
    expect(saidOf({ fma: true }, {})).toEqual([]);
  });

  it('of another kind are told, once a sweep', () => {
    expect(saidOf({ fma: false }, { fma: false, settings: { backend: 'wasm' } })).toEqual([
      'The sweep 0123456789ab is of a machine whose wasm kernels add a product with two roundings, and those here add it with one rounding: the last digits of its trials differ by where they train.',
    ]);
  });

  it('are no matter where other kernels train', () => {
    for (const backend of ['cpu', 'tensorflow']) {
      expect(saidOf({ fma: false, settings: { backend } }), backend).toEqual([]);
    }
  });
});
