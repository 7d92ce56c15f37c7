import { expect, it } from 'vitest';
import { lossesTiles } from '../../../src/charts/sweep/lossesChart.js';
import { drawnTrials, lossAxis, MOST_LINES } from '../../../src/charts/sweep/lossLines.js';
import { momentum, sweepOf, trialOf } from './sweeps.js';

const sweepWith = (trials: Parameters<typeof sweepOf>[1]) => sweepOf([momentum], trials);

function chart(sweep: ReturnType<typeof sweepWith>) {
  const { tiles } = lossesTiles(sweep);
  const { data, options } = tiles.at(-1)?.configuration ?? {};
  const words = String(tiles[0]?.configuration.options?.plugins?.subtitle?.text);
  return { datasets: data?.datasets ?? [], scales: options?.scales, words };
}

it('draws the best over all others, and marks how the others ended', () => {
  const { datasets } = chart(
    sweepWith([
      trialOf(1, {}, 3),
      trialOf(2, {}, 2),
      trialOf(3, {}, 4, { status: 'pruned', losses: [9, 8] }),
      trialOf(4, {}, Number.NaN, { losses: [9, 20, Number.NaN] }),
    ]),
  );
  // Chart.js draws the first on top.
  expect(datasets.map(({ label }) => label)).toEqual([
    'lost',
    'ended early',
    'trial 2',
    'trial 1',
    'trial 3',
    'trial 4',
  ]);
  expect(datasets[1]?.data[0]).toMatchObject({ x: 2 });
  expect(datasets[0]?.data[0]).toMatchObject({ x: 2 });
  expect(datasets[2]?.borderWidth).toBeGreaterThan(datasets[3]?.borderWidth as number);
});

it('draws at most some hundreds of trials, from the best to the worst, and says so', () => {
  const trials = Array.from({ length: 2000 }, (_, i) => trialOf(i, {}, 5 + ((i * 7) % 2000)));
  const sweep = sweepWith(trials);
  const drawn = drawnTrials(sweep);
  expect(drawn).toHaveLength(MOST_LINES);
  expect(drawn.at(-1)?.trial).toBe(sweep.best);
  expect(drawn[0]?.metric).toBe(2004);
  expect(new Set(drawn).size).toBe(MOST_LINES);
  expect(chart(sweep).words).toContain('300 drawn, evenly by their ranks');
});

it('thins long curves, so that all together have no more points than there is room for', () => {
  const losses = Array.from({ length: 5000 }, (_, i) => 2 + Math.sin(i));
  const trials = Array.from({ length: 300 }, (_, i) => trialOf(i, {}, i + 1, { losses }));
  const points = chart(sweepWith(trials)).datasets.reduce((sum, { data }) => sum + data.length, 0);
  expect(points).toBeLessThan(70_000);
});

it('has an axis for most trials and all of the best, and says how many go beyond', () => {
  const trials = Array.from({ length: 40 }, (_, i) =>
    trialOf(i, {}, i + 1, { losses: i === 7 ? [1e20, 1e19] : [300, 30 + i] }),
  );
  const axis = lossAxis(trials, 0);
  expect(axis.isAbove(1e19)).toBe(true);
  expect(axis.isAbove(300)).toBe(false);
  expect(chart(sweepWith(trials)).words).toContain('beyond the top: 1 curve');
  expect(lossAxis(trials, 7).isAbove(1e20)).toBe(false);
});

it('has room for a single epoch, and none for what is not finite', () => {
  const { datasets, scales } = chart(sweepWith([trialOf(1, {}, 1, { losses: [1] })]));
  expect(datasets.at(-1)?.data).toHaveLength(1);
  expect(scales?.['x']).toMatchObject({ min: 0, max: 2 });
  expect(chart(sweepWith([trialOf(1, {}, Number.NaN, { losses: [Number.NaN] })])).datasets).toHaveLength(2);
});

it('says of repeats that the curves are those of the first seed', () => {
  const trials = [1, 2].map((trial) => trialOf(trial, {}, trial, { spread: 0.1 }));
  expect(chart(sweepWith(trials)).words).toContain('curves of the first seed, val_loss the mean');
  expect(chart(sweepWith([trialOf(1, {}, 1)])).words).not.toContain('first seed');
});

it('is logarithmic where the losses fall to a part of what they were', () => {
  const typeOf = (losses: number[]) => lossAxis([trialOf(1, {}, 1, { losses })], 1).type;
  expect(typeOf([50, 12])).toBe('logarithmic');
  expect(typeOf([20, 12])).toBe('linear');
  expect(typeOf([20, 0])).toBe('linear');
});

it('says that losses of different kinds are not to be compared', () => {
  const sweep = sweepWith([trialOf(1, {}, 1), trialOf(2, {}, 2)]);
  expect(chart({ ...sweep, lossKinds: 'mse, mae' }).words).toContain(
    'losses of different kinds (mse, mae): not to be compared',
  );
  expect(chart(sweep).words).not.toContain('kinds');
});

it('marks what went wrong beyond the top inside of the edge, and counts what has no loss to draw', () => {
  const { datasets, scales, words } = chart(
    sweepWith([
      trialOf(1, {}, 3),
      trialOf(2, {}, Number.NaN, { losses: [9, 1e20, Number.NaN] }),
      trialOf(3, {}, Number.NaN, { losses: [Number.NaN] }),
    ]),
  );
  const { max: top } = (scales?.['y'] ?? {}) as { max: number };
  const [cross] = datasets[0]?.data ?? [];
  expect(cross?.x).toBe(2);
  expect(cross?.y).toBeLessThan(top);
  expect(cross?.y).toBeGreaterThan(0.9 * top);
  expect(words).toContain('without a finite loss: 1');
  expect(chart(sweepWith([trialOf(1, {}, 3)])).words).not.toContain('without a finite loss');
});
