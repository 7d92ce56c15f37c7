import { expect, it } from 'vitest';
import { LiveCurve } from '../../src/live/curve.js';
import type { LiveEpoch } from '../../src/pages/liveData.js';
import { noisyHistory } from '../pages/runs.js';

/** What a page has that was told of the curve now and then, as client/live does it. */
function follower(curve: LiveCurve) {
  const stays: LiveEpoch[] = [];
  let generation = 0;
  return () => {
    const from = curve.generation === generation ? stays.length : 0;
    generation = curve.generation;
    const more = curve.since(from);
    stays.splice(more.from, stays.length, ...more.epochs);
    return [...stays, ...more.latest];
  };
}

it('tells of every epoch of a short run, and the same to a page that comes late', () => {
  const curve = new LiveCurve('auto');
  const follow = follower(curve);
  const seen: number[] = [];
  for (const record of noisyHistory(200)) {
    curve.add(record);
    if (record.epoch % 7 === 0) seen.push(follow().length);
  }
  expect(seen).toEqual(Array.from({ length: 28 }, (_, i) => 7 * (i + 1)));
  expect(follow().map(([epoch]) => epoch)).toEqual(Array.from({ length: 200 }, (_, i) => i + 1));
  expect(follower(curve)()).toEqual(follow());
});

it('has at most some 2,000 epochs of a long run, with its peaks and gaps, whenever it is asked', () => {
  const curve = new LiveCurve('auto');
  const follow = follower(curve);
  for (const record of noisyHistory(60_000)) {
    curve.add(record);
    if (record.epoch % 997 !== 0) continue;
    const epochs = follow();
    expect(epochs.length).toBeLessThan(2600);
    expect(epochs.length).toBeGreaterThan(Math.min(250, record.epoch / 2));
    expect(epochs[0]?.[0]).toBe(1);
    expect(epochs.at(-1)?.[0]).toBe(record.epoch);
    expect(epochs.every(([epoch], i) => i === 0 || epoch > (epochs[i - 1]?.[0] ?? 0))).toBe(true);
  }
  const all = follow();
  expect(all.map(([, train]) => train)).toContain(1e6);
  expect(all.filter(([, , , val]) => val === null)).toHaveLength(1);
  expect(follower(curve)()).toEqual(all);
});

it('chooses the scale as loss.png does', () => {
  const curve = new LiveCurve('auto');
  expect(curve.since(0)).toEqual({ from: 0, epochs: [], latest: [], scale: 'linear' });
  const [first, second] = noisyHistory(2);
  if (first !== undefined) curve.add({ ...first, trainLoss: 100, testLoss: 90, valLoss: 80 });
  expect(curve.since(0).scale).toBe('linear');
  if (second !== undefined) curve.add({ ...second, trainLoss: 1, testLoss: 1, valLoss: 1 });
  expect(curve.since(0).scale).toBe('logarithmic');
});
