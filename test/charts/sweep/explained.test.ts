import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { chanceShare, explained, shareBetween } from '../../../src/charts/sweep/explained.js';
import { hidden, learningRate, momentum, optimizer, trialOf } from './sweeps.js';

interface Case {
  groups: number[];
  metrics: (number | null)[];
  share: number;
  chance: number;
}

const { cases } = JSON.parse(
  readFileSync(new URL('../../fixtures/explained-share.json', import.meta.url), 'utf8'),
) as { cases: Record<string, Case> };

it.each(Object.entries(cases))("has the share of scipy's Kruskal-Wallis test: %s", (_, each) => {
  const groups = new Map<number, number[]>();
  each.groups.forEach((group, i) => {
    groups.set(group, [...(groups.get(group) ?? []), each.metrics[i] ?? Number.POSITIVE_INFINITY]);
  });
  expect(shareBetween([...groups.values()])).toBeCloseTo(each.share, 12);
  // The distribution is approximated.
  expect(Math.abs(chanceShare(each.groups.length, groups.size) - each.chance)).toBeLessThan(0.01);
});

const numbered = <T>(count: number, of: (i: number) => T) => Array.from({ length: count }, (_, i) => of(i));

it('gives all to the dimension that decides, whatever the scale of the metric', () => {
  const trials = numbered(40, (i) =>
    trialOf(i, { learningRate: 10 ** -(1 + (i % 4)), momentum: i / 40 }, 10 ** (3 * (i % 4))),
  );
  const [rate, other] = explained([learningRate, momentum], trials, 'lower');
  expect(rate).toMatchObject({ trials: 40, share: 1 });
  expect(other?.share).toBeLessThan(other?.chance as number);
});

it('finds a valley, which has no slope', () => {
  const trials = numbered(60, (i) => trialOf(i, { momentum: i / 60 }, Math.abs(i - 30)));
  expect(explained([momentum], trials, 'lower')[0]?.share).toBeGreaterThan(0.9);
});

it('counts what diverged as worst, and not what broke off', () => {
  const of = (status: string) =>
    numbered(20, (i) =>
      i % 2 ? trialOf(i, { optimizer: 'adam' }, 1) : trialOf(i, { optimizer: 'sgd' }, Number.NaN, { status }),
    );
  expect(explained([optimizer], of('diverged'), 'higher')[0]).toMatchObject({ trials: 20, share: 1 });
  expect(explained([optimizer], of('failed'), 'higher')[0]).toMatchObject({ trials: 10, share: undefined });
});

it('looks at the trials that have the dimension alone', () => {
  const trials = numbered(40, (i) =>
    i % 2
      ? trialOf(i, { optimizer: 'adam' }, 1)
      : trialOf(i, { optimizer: 'sgd', momentum: (i % 4) / 2 }, 5 + (i % 4)),
  );
  expect(explained([momentum], trials, 'lower')[0]).toMatchObject({ trials: 20, share: 1 });
});

it.each([
  ['too few', numbered(9, (i) => trialOf(i, { hidden: [32 * (i % 2)] }, i))],
  ['of one value', numbered(30, (i) => trialOf(i, { hidden: '64,64' }, i))],
  ['each of another value', numbered(30, (i) => trialOf(i, { hidden: [i] }, i))],
  ['alike', numbered(30, (i) => trialOf(i, { hidden: [i % 3] }, Number.NaN))],
])('says nothing of trials that are %s', (_, trials) => {
  expect(explained([hidden], trials, 'lower')[0]?.share).toBeUndefined();
});
