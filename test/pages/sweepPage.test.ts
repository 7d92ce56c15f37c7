import { expect, it } from 'vitest';
import type { SweepPageData } from '../../src/pages/sweep/pageData.js';
import { sweepPage } from '../../src/pages/sweep/sweepPage.js';
import { trialOf } from '../charts/sweep/sweeps.js';
import { dataOf, elements, expectClosed, hostileName, tagsOf } from './closedPage.js';
import { manyTrials, reportedTrial, sweepReportOf } from './sweeps.js';

const few = manyTrials(12, 5);
const page = sweepPage(sweepReportOf('plain', few));

it('lets its two scripts run, the charts that the pages share and its own, and asks for nothing', () => {
  expectClosed(page, 2);
});

it('shows a hostile name, and a hostile reason, as text wherever it stands', () => {
  const trials = few.map((one, i) => reportedTrial(one, i === 9 ? { reason: hostileName } : {}));
  const hostile = sweepPage(sweepReportOf(hostileName, few, trials));
  expect(tagsOf(hostile)).toEqual(tagsOf(page));
  expect(hostile).toContain('<h1>&lt;/script&gt;&lt;img src=x onerror=alert(1)&gt;</h1>');
  expect(dataOf<SweepPageData>(hostile).trials.reasons).toEqual({ 9: hostileName });
});

it('tells a setting that a trial does not have from one that is off', () => {
  const { configurations, dimensions } = dataOf<SweepPageData>(page);
  expect(dimensions.map(({ key }) => key)).toEqual(['learningRate', 'momentum', 'optimizer']);
  expect(configurations.values[1]?.slice(0, 4)).toEqual([[], [0.1], [null], []]);
  expect(configurations.values[2]?.slice(0, 2)).toEqual([['adam'], ['sgd']]);
  expect(configurations.metric[9]).toBeNull();
});

it('has all digits of a whole number, which a seed is', () => {
  const report = sweepReportOf('seeds', [trialOf(1, { learningRate: 4000000001 }, 1)]);
  expect(dataOf<SweepPageData>(sweepPage(report)).configurations.values[0]).toEqual([[4000000001]]);
});

it('chooses the best three first: the winner, then those that came to their end', () => {
  const configurations = [
    trialOf(1, {}, 4),
    trialOf(2, {}, 1, { status: 'pruned' }),
    trialOf(3, {}, Number.NaN),
    trialOf(4, {}, 3),
    trialOf(5, {}, 2),
    trialOf(6, {}, 5),
  ];
  const report = sweepReportOf('few', configurations);
  const charted = { ...report.charted, best: 4 };
  expect(dataOf<SweepPageData>(sweepPage({ ...report, charted })).chosen).toEqual([4, 5, 1]);
});

it('chooses none first that diverged', () => {
  const configurations = [trialOf(1, {}, Number.NaN), trialOf(2, {}, 2), trialOf(3, {}, Number.NaN)];
  expect(dataOf<SweepPageData>(sweepPage(sweepReportOf('lost', configurations))).chosen).toEqual([2]);
});

it('chooses of a configuration with several seeds the first', () => {
  const configurations = [trialOf(1, {}, 2, { spread: 1 }), trialOf(3, {}, 1, { spread: 1 })];
  const trials = [1, 2, 3, 4].map((number) =>
    reportedTrial(trialOf(number, {}, number), { configuration: number < 3 ? 0 : 1, seed: number % 2 }),
  );
  const {
    chosen,
    trials: written,
    configurations: all,
  } = dataOf<SweepPageData>(sweepPage(sweepReportOf('seeds', configurations, trials)));
  expect(chosen).toEqual([3, 1]);
  expect(written.seed).toEqual([1, 0, 1, 0]);
  expect(all.spread).toEqual([1, 1]);
});

it('has every loss of a small sweep', () => {
  const { losses } = dataOf<SweepPageData>(page);
  expect(losses).toHaveLength(12);
  expect(losses.every(({ values, epochs }) => values.length === 5 && epochs === undefined)).toBe(true);
  expect(losses.find(({ trial }) => trial === 10)?.values.at(-1)).toBeNull();
  expect(page).not.toContain('The page has the losses of');
});

it('has of 1,000 trials of 2,000 epochs the losses of 300, thinned, in less than 0.5 MB of data, and says so', () => {
  const large = sweepPage(sweepReportOf('large', manyTrials(1000, 2000)));
  const { losses, trials, chosen, best } = dataOf<SweepPageData>(large);
  expect(trials.number).toHaveLength(1000);
  expect(losses).toHaveLength(300);
  expect(losses[0]?.trial).toBe(best);
  for (const { values, epochs } of losses) {
    expect(values.length).toBeGreaterThan(50);
    expect(values.length).toBeLessThanOrEqual(100);
    expect(epochs).toHaveLength(values.length);
    expect(epochs?.at(-1)).toBe(2000);
  }
  // The best hundred whole ones, and some of all others down to the last.
  expect(chosen.every((number) => losses.some(({ trial }) => trial === number))).toBe(true);
  expect(losses.at(-1)?.values.at(-1)).toBeNull();
  expect(elements(large, 'script')[0]?.content.length).toBeLessThan(500_000);
  expect(large).toContain(
    'The page has the losses of 300 of the 1,000 trials: the best, and others evenly by their ranks.',
  );
  expect(large).toContain('They are thinned out; the trial.json of each has them all.');
});

it('has no charts of hyperparameters where nothing varies but the seeds', () => {
  const report = sweepReportOf('bare', few);
  const bare = sweepPage({ ...report, charted: { ...report.charted, dimensions: [] } });
  expect(bare).not.toContain('id="metric"');
  expect(bare).not.toContain('id="parallel"');
});

it('says that losses of different kinds cannot be compared', () => {
  const report = sweepReportOf('kinds', few);
  const said = 'They are of different kinds (mse, mae), which cannot be compared.';
  expect(sweepPage(report)).not.toContain('different kinds');
  expect(sweepPage({ ...report, charted: { ...report.charted, lossKinds: 'mse, mae' } })).toContain(said);
});
