import { expect, it } from 'vitest';
import { Grid } from '../../src/search/grid.js';
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

/** What is said of the losses of a sweep over one setting: all the trials of its grid, some of which came to nothing. */
function kindsOf(key: 'loss' | 'lossDelta' | 'learningRate', texts: string, isLost: (i: number) => boolean) {
  const { config: plan } = resolveSweep({
    fixed: { valSize: value('--val-size', 0.2) },
    texts: {
      ...(key === 'lossDelta' && { loss: { name: '--loss', texts: ['huber'] } }),
      [key]: { name: '--it', texts: [texts] },
    },
    sweep: { metric: value('--metric', 'val_rmse') },
  });
  const grid = new Grid(plan.space);
  const ended = Array.from({ length: grid.size }, (_, i) => ({
    trial: { number: i + 1, configuration: i, values: grid.at(i), seed: 42 },
    result: {
      status: isLost(i) ? ('failed' as const) : ('completed' as const),
      epochs: 1,
      seconds: 1,
      worker: 1,
      losses: isLost(i) ? [] : [1],
      figures: {},
    },
  }));
  const size = { rows: 9, features: 1 };
  return chartedSweep(plan, { ended, best: undefined }, { name: 'sweep', size }).lossKinds;
}

it('knows of losses of different kinds', () => {
  const isNone = () => false;
  expect(kindsOf('loss', 'mse,huber,mae', isNone)).toBe('mse, huber delta 1, mae');
  expect(kindsOf('loss', 'mse,huber,mae', (i) => i === 1)).toBe('mse, mae');
  expect(kindsOf('loss', 'mse,mae', (i) => i === 1)).toBeUndefined();
  expect(kindsOf('lossDelta', '1,2', isNone)).toBe('huber delta 1, huber delta 2');
  expect(kindsOf('learningRate', '1e-3,1e-2', isNone)).toBeUndefined();
});
