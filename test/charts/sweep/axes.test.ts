import { expect, it } from 'vitest';
import { namesUpTo } from '../../../src/charts/parts/columnNames.js';
import { metricAxis } from '../../../src/charts/sweep/metricAxis.js';
import { strippedAxis } from '../../../src/charts/sweep/metricStrip.js';
import { numberAxis } from '../../../src/charts/sweep/numberAxis.js';
import { placesOfTrials } from '../../../src/charts/sweep/placedTrials.js';
import { columnPlaces, placesOf } from '../../../src/charts/sweep/places.js';
import { batchSize, hidden, learningRate, momentum, optimizer, sweepOf, trialOf } from './sweeps.js';

const cut = namesUpTo(10);
const labelsOf = ({ ticks }: { ticks: readonly { label: string }[] }) => ticks.map(({ label }) => label);
const numbered = <T>(count: number, of: (i: number) => T) => Array.from({ length: count }, (_, i) => of(i));
const having = (key: string, values: readonly unknown[]) =>
  values.map((value, i) => trialOf(i, { [key]: value }, i + 1));

it('marks powers of ten on a logarithmic axis close around its numbers', () => {
  const axis = numberAxis([2e-5, 0.5], true);
  expect(labelsOf(axis)).toEqual(['1e-4', '1e-3', '1e-2', '1e-1']);
  expect(axis.min).toBeLessThan(Math.log10(2e-5));
  expect(axis.min).toBeGreaterThan(-5);
  expect(axis.at(0.01)).toBe(-2);
});

it('goes to round limits where no two ticks lie between the numbers', () => {
  const axis = numberAxis([0.0015, 0.06], true);
  expect(labelsOf(axis)).toEqual(['0.001', '0.01', '0.1']);
  expect([axis.min, axis.max]).toEqual([-3, -1]);
});

it('has the ticks of a linear axis within less than a power of ten, and not so many that they crowd', () => {
  expect(labelsOf(numberAxis([12.4, 68], true))).toEqual(['20', '30', '40', '50', '60']);
  expect(labelsOf(numberAxis([16, 126], true))).toEqual(['20', '40', '60', '80', '100']);
});

it('has a tick for each of a few numbers', () => {
  expect(labelsOf(placesOf(batchSize, having('batchSize', [64, 16, 32, 128, 16]), cut))).toEqual([
    '16',
    '32',
    '64',
    '128',
  ]);
});

it('gives 0 a place of its own at the left of a logarithmic axis, and null one of any', () => {
  const places = placesOf(learningRate, having('learningRate', [1e-3, 0, 1e-1, 0.02]), cut);
  expect(labelsOf(places)[0]).toBe('0');
  expect(places.place(0)).toBeLessThan(places.divider as number);
  expect(places.divider).toBeLessThan(-3);
  expect(places.place(1e-3)).toBe(-3);
  const clipped = placesOf(momentum, having('momentum', [null, 0.5, 0]), cut);
  expect(labelsOf(clipped)).toEqual(['none', '0', '0.5']);
  expect(placesOf(momentum, having('momentum', [0.5, 0]), cut).divider).toBeUndefined();
});

it('has a column for each category, and one for all others of very many', () => {
  expect(labelsOf(placesOf(hidden, having('hidden', [[128], [64, 64], '9,9']), cut))).toEqual([
    '9,9',
    '64,64',
    '128',
  ]);
  const many = [...numbered(40, (i) => `name ${i}`), 'name 7'];
  const places = placesOf(optimizer, having('optimizer', many), cut);
  expect(places.ticks).toHaveLength(20);
  expect(labelsOf(places).at(-1)).toBe('others');
  expect(labelsOf(places)).toContain('name 7');
  expect(places.place('name 39')).toBe(19);
  expect(labelsOf(columnPlaces(momentum, having('momentum', [0.1 + 0.2, 0.1]), cut))).toEqual(['0.1', '0.3']);
});

it('moves what shares a place to its sides, the same way each time, and not the best', () => {
  const trials = having(
    'optimizer',
    numbered(50, () => 'adam'),
  );
  const places = placesOf(optimizer, trials, cut);
  const ats = placesOfTrials(trials, optimizer, places, 7) as number[];
  expect(ats[7]).toBe(0);
  expect(new Set(ats).size).toBe(50);
  expect(Math.max(...ats.map(Math.abs))).toBeLessThan(0.3);
  expect(placesOfTrials(trials, optimizer, places, 7)).toEqual(ats);
  const alone = having('momentum', [0.25, 0.5]);
  expect(placesOfTrials(alone, momentum, placesOf(momentum, alone, cut), undefined)).toEqual([0.25, 0.5]);
});

const measured = (metrics: readonly number[], spread?: number) =>
  metrics.map((metric) => ({ metric, spread }));

it('is logarithmic where a metric that is good when low spans decades', () => {
  expect(metricAxis(measured([1, 50, 7, 20]), 'lower').type).toBe('logarithmic');
  expect(metricAxis(measured([1, 5]), 'lower').type).toBe('linear');
  expect(metricAxis(measured([0.01, 0.9, 0.5]), 'higher').type).toBe('linear');
  expect(metricAxis(measured([0, 900, 500]), 'lower').type).toBe('linear');
});

it('leaves out what is so bad that it would press all others together', () => {
  const good = numbered(39, (i) => 10 + i);
  const axis = metricAxis(measured([...good, 1e30]), 'lower');
  expect(axis.isBeyond(1e30)).toBe(true);
  expect(axis.place(1e30)).toBeUndefined();
  expect(axis.type).toBe('linear');
  expect(axis.max).toBeLessThan(60);
  const r2 = metricAxis(measured([...good.map((one) => one / 50), -1e6]), 'higher');
  expect(r2.isBeyond(-1e6)).toBe(true);
  expect(metricAxis(measured(good), 'lower').isBeyond(48)).toBe(false);
});

it("has room for the repeats' spread, but is not stretched by one", () => {
  expect(metricAxis(measured([10, 20], 1), 'lower').max).toBeGreaterThanOrEqual(21);
  expect(metricAxis(measured([10, 20], 1000), 'lower').max).toBeLessThan(25);
  expect(metricAxis(measured([12.5], 2), 'lower').min).toBeLessThanOrEqual(10.5);
});

it('has a strip at the worse end for what has no place', () => {
  const trials = [trialOf(1, {}, 1), trialOf(2, {}, 2), trialOf(3, {}, Number.NaN)];
  const lower = strippedAxis(sweepOf([momentum], trials));
  expect(lower.place(Number.NaN)).toBeGreaterThan(lower.edge as number);
  expect(labelsOf(lower)).toContain('diverged');
  const higher = strippedAxis(sweepOf([momentum], trials, { metric: { name: 'val_r2', better: 'higher' } }));
  expect(higher.place(Number.NaN)).toBeLessThan(higher.edge as number);
  expect(strippedAxis(sweepOf([momentum], trials.slice(0, 2))).edge).toBeUndefined();
});
