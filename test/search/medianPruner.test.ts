import { expect, it } from 'vitest';
import { Ceilings, isAbove } from '../../src/search/medianPruner.js';
import { decisions } from './studies.js';

function isPruned(losses: readonly number[], complete: readonly (readonly number[])[]): boolean {
  const ceilings = new Ceilings();
  for (const each of complete) ceilings.add(each);
  const { medians } = ceilings;
  return medians !== undefined && isAbove(losses, medians);
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
