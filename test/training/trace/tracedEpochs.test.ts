import { expect, it } from 'vitest';
import { isTracedEpoch, lastTracedEpoch, tracedEpochs } from '../../../src/training/trace/tracedEpochs.js';

const upTo = (epochs: number) => Array.from({ length: epochs }, (_, i) => i + 1);

it('has every epoch of a run of usual length, and of a long one fewer and fewer', () => {
  expect(upTo(1000).every(isTracedEpoch)).toBe(true);
  const within = (from: number, to: number) =>
    upTo(to).filter((epoch) => epoch > from && isTracedEpoch(epoch));
  expect(within(1000, 1010)).toEqual([1002, 1004, 1006, 1008, 1010]);
  expect(within(2000, 2010)).toEqual([2004, 2008]);
  expect(within(1000, 2000)).toHaveLength(500);
  expect(within(4000, 8000)).toHaveLength(500);
});

it('counts them, and says which is the last, whatever the number of epochs', () => {
  const traced = upTo(20_000).filter(isTracedEpoch);
  for (const epochs of [0, 1, 2, 999, 1000, 1001, 1002, 2000, 2003, 2004, 7999, 8000, 19_999, 20_000]) {
    const until = traced.filter((epoch) => epoch <= epochs);
    expect([tracedEpochs(epochs), lastTracedEpoch(epochs)]).toEqual([until.length, until.at(-1) ?? 0]);
  }
  expect(tracedEpochs(100_000)).toBeLessThan(5000);
});
