import { expect, it } from 'vitest';
import { chartedSweep } from '../../src/sweep/chartedSweep.js';
import { resolveSweep } from '../../src/sweep/resolve.js';
import type { TrialResult } from '../../src/sweep/trial.js';

const value = (name: string, of: unknown) => ({ name, text: String(of), value: of });

/** The epoch at which a picture stars the first configuration. */
function epochOf(
  results: readonly Pick<TrialResult, 'losses' | 'figures'>[],
  metric = 'val_loss',
): number | undefined {
  const { config: plan } = resolveSweep({
    fixed: { valSize: value('--val-size', 0.2) },
    texts: { learningRate: { name: '--lr', texts: ['1e-3,1e-2'] } },
    sweep: { metric: value('--metric', metric), repeats: value('--repeats', results.length) },
  });
  const ended = results.map((result, i) => ({
    trial: { number: i + 1, configuration: 0, values: { learningRate: 1e-3 }, seed: i },
    result: { status: 'completed' as const, epochs: result.losses.length, seconds: 1, worker: 1, ...result },
  }));
  return chartedSweep(plan, { ended, best: undefined }, { name: 'sweep', size: { rows: 9, features: 1 } })
    .trials[0]?.epoch;
}

it('knows the epoch whose weights gave the figures, whatever ranks, also of the first of several seeds', () => {
  const early = { losses: [4, 2, 3, 5], figures: { val_loss: 2, test_loss: 9, val_r2: 0.5 } };
  expect(epochOf([early])).toBe(2);
  expect(epochOf([early], 'val_r2')).toBe(2);
  expect(epochOf([early, { losses: [4, 3, 2, 1], figures: { val_loss: 1, test_loss: 9 } }])).toBe(2);
  expect(epochOf([{ losses: [4, 2, 3, 2], figures: { val_loss: 2, test_loss: 4 } }])).toBe(4);
  expect(epochOf([{ losses: [4, Number.NaN], figures: { val_loss: null, test_loss: null } }])).toBe(1);
});
