import fc from 'fast-check';
import { expect, it } from 'vitest';
import { BestLoss, Ceilings, prunedAfter } from '../../src/search/medianPruner.js';
import { decisions } from './studies.js';

function isPruned(losses: readonly number[], complete: readonly (readonly number[])[]): boolean {
  const ceilings = new Ceilings();
  for (const each of complete) ceilings.add(each);
  const { medians } = ceilings;
  if (medians === undefined || losses.length === 0) return false;
  const best = new BestLoss();
  for (const loss of losses) best.add(loss);
  return best.isAbove(medians[losses.length - 1]);
}

it.each(decisions)(
  "decides as Optuna's MedianPruner: $losses against $complete",
  ({ complete, losses, prune }) => {
    expect(isPruned(losses, complete)).toBe(prune);
  },
);

it('decides both ways in the cases above', () => {
  expect(new Set(decisions.map(({ prune }) => prune))).toEqual(new Set([true, false]));
});

it('asks nothing of a trial without an epoch', () => {
  expect(isPruned([], [[1], [1], [1], [1], [1]])).toBe(false);
});

it('takes as many epochs as a run may have', () => {
  const long = Array.from({ length: 300_000 }, (_, i) => 1 / (i + 1));
  expect(
    isPruned(
      long,
      Array.from({ length: 5 }, () => long.map((loss) => loss / 2)),
    ),
  ).toBe(true);
});

it('finds the epoch at which a whole trial would have been stopped', () => {
  const value = fc.oneof(
    fc.integer({ min: 0, max: 5 }),
    fc.constant(Number.NaN),
    fc.constant(Number.POSITIVE_INFINITY),
  );
  fc.assert(
    fc.property(fc.array(value, { maxLength: 6 }), fc.array(value, { maxLength: 6 }), (losses, ceilings) => {
      const stops = losses.findIndex((_, i) => {
        const known = losses.slice(0, i + 1).filter((loss) => !Number.isNaN(loss));
        return known.length === 0 || Math.min(...known) > (ceilings[i] ?? Number.NaN);
      });
      expect(prunedAfter(losses, ceilings)).toBe(stops < 0 ? undefined : stops + 1);
    }),
  );
});
