import { lossesInPage } from './losses.js';
import type { ConfigurationData, SweepPageData, TrialData } from './pageData.js';
import { firstChosen, rankedTrials } from './ranked.js';
import type { SweepReport } from './report.js';

/** Of a figure; those that rank trials have all of theirs. */
const DIGITS = 6;
const DRAWN_DIGITS = 8;

/** What the page's script is given. */
export function sweepPageData(report: SweepReport): SweepPageData {
  const { charted } = report;
  const ranked = rankedTrials(report);
  return {
    metric: charted.metric,
    dimensions: [...charted.dimensions],
    flags: charted.dimensions.map(({ key }) => report.flags[key] ?? []),
    configurations: configurationData(report),
    trials: trialData(report),
    best: charted.best ?? null,
    chosen: firstChosen(ranked, charted),
    losses: lossesInPage(ranked),
  };
}

function configurationData({ charted: { dimensions, trials } }: SweepReport): ConfigurationData {
  const hasSpread = trials.some(({ spread }) => spread !== undefined);
  return {
    values: dimensions.map(({ key }) =>
      trials.map(({ values: { [key]: value } }) => (value === undefined ? [] : [plainly(value)])),
    ),
    metric: trials.map(({ metric }) => finite(metric)),
    ...(hasSpread && { spread: trials.map(({ spread }) => rounded(spread)) }),
  };
}

function trialData({ trials, figures }: SweepReport): TrialData {
  const seeds = trials.flatMap(({ seed }) => seed ?? []);
  return {
    number: trials.map(({ number }) => number),
    configuration: trials.map(({ configuration }) => configuration),
    ...(seeds.length > 0 && seeds.length === trials.length && { seed: seeds }),
    status: trials.map(({ status }) => status),
    epochs: trials.map(({ epochs }) => epochs),
    figures: Object.fromEntries(
      figures.map((name) => [name, trials.map((trial) => rounded(trial.figures[name]))]),
    ),
    seconds: trials.map(({ seconds }) => Number(seconds.toFixed(3))),
    worker: trials.map(({ worker }) => worker),
    reasons: Object.fromEntries(
      trials.flatMap(({ reason }, i) => (reason === undefined ? [] : [[i, reason]])),
    ),
  };
}

/** A number that was drawn has more digits than matter; of a seed they all do. */
function plainly(value: unknown): unknown {
  return typeof value === 'number' && !Number.isInteger(value)
    ? Number(value.toPrecision(DRAWN_DIGITS))
    : value;
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}

function rounded(value: number | null | undefined): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? Number(value.toPrecision(DIGITS)) : null;
}
