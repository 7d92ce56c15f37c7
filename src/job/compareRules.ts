import { dataPhrase, differingSettings, settingName } from '../config/differences.js';
import type { TrainSettingName } from '../config/trainSettings.js';
import { targetsOf } from '../data/settings.js';
import type { Better } from '../search/ranking.js';
import { lossTitle } from './chartedRun.js';
import { listed, lossKinds } from './lossKinds.js';
import type { FigureName, MetricName } from './metricNames.js';
import type { RunFacts } from './runFacts.js';

/** By what runs are ranked, and what stands in the way. */
export interface Ranking {
  figure: FigureName;
  better: Better;
  /** False where the runs' figures are of different things, and none is the best. */
  isFair: boolean;
  /** What there is to know of the comparison, in sentences. */
  notes: string[];
  /** What is the same of all, in phrases for a picture. */
  common: string[];
  /** Why losses cannot be compared, in phrases for a picture. */
  warnings: string[];
  /** What the losses are: mean squared error. */
  lossTitle: string;
}

/**
 * By what to rank runs, and whether their figures may be compared at all.
 *
 * @param asked undefined for the validation loss where all have one, else that over the folds, else the test loss; of different losses for the RMSE
 */
export function rankingOf(runs: readonly RunFacts[], asked: MetricName | undefined): Ranking {
  const kinds = lossKinds(runs.map(({ config }) => config));
  const metric = asked ?? (kinds.length > 1 ? 'rmse' : 'loss');
  const figure = figureOf(metric, runs);
  const isOfLoss = figure.endsWith('loss');
  const notes: string[] = [];
  const warnings: string[] = [];
  const data = distinct(runs, dataKey);
  const isTime = figure === 'seconds';
  if (data.length > 1) {
    warnings.push('losses of different data: not to be compared');
    const words = distinct(runs, dataWords);
    notes.push(
      `The runs have different data (${listed(words)}), so that their losses and metrics cannot be compared${isTime ? '' : ': none is marked best'}.`,
    );
  }
  if (kinds.length > 1) {
    warnings.push(`losses of different kinds (${listed(kinds)}): not to be compared`);
    const why = `The runs have losses of different kinds (${listed(kinds)}), which cannot be compared`;
    const how = isOfLoss ? ': none is marked best. Give --metric rmse.' : `; ${figure} ranks them.`;
    notes.push(data.length > 1 ? `${why}.` : `${why}${how}`);
  }
  const isFair = isTime || (data.length === 1 && !(isOfLoss && kinds.length > 1));
  const lacking = runs.filter(({ summary, figures }) => summary !== undefined && figures[figure] === null);
  if (lacking.some(({ status }) => status !== 'diverged')) {
    notes.push(`${listed(lacking.map(({ name }) => name))} without ${figure} cannot be ranked by it.`);
  }
  if (data.length === 1) notes.push(...rowNotes(runs, figure));
  const isChosen = runs.some(({ summary }) => summary !== undefined);
  if (isFair && isChosen && figure.startsWith('test_') && runs.length > 1) {
    notes.push(
      'The best is chosen by the test rows, so that its test figures are better than those of new rows will be; train with --val-size 0.2 to choose by other rows.',
    );
  }
  const [first] = runs;
  return {
    figure,
    better: figure.endsWith('r2') ? 'higher' : 'lower',
    isFair,
    notes,
    common:
      distinct(runs, ({ config }) => dataPhrase(config)).length === 1 && first !== undefined
        ? [dataPhrase(first.config)]
        : [],
    warnings,
    lossTitle: kinds.length > 1 || first === undefined ? 'different kinds' : lossTitle(first.config),
  };
}

function figureOf(metric: MetricName, runs: readonly RunFacts[]): FigureName {
  if (metric !== 'loss' && metric !== 'rmse' && metric !== 'mae' && metric !== 'r2') return metric;
  const ended = runs.filter(({ summary }) => summary !== undefined);
  const all = (has: (run: RunFacts) => boolean) => ended.length > 0 && ended.every(has);
  if (all(({ summary }) => summary?.val_loss !== undefined)) return `val_${metric}`;
  return all(({ summary }) => Boolean(summary?.folds)) ? `cv_${metric}` : `test_${metric}`;
}

/** Settings that choose the rows that are tested. */
const ofRows: readonly TrainSettingName[] = [
  'seed',
  'splitSeed',
  'split',
  'testSize',
  'valSize',
  'missing',
  'folds',
];

/** Of the same data, but of other rows of them. */
function rowNotes(runs: readonly RunFacts[], figure: FigureName): string[] {
  const ended = runs.filter(({ summary }) => summary !== undefined);
  const isTested = distinct(ended, ({ config: { data, seed }, summary }) =>
    JSON.stringify([
      data.split === 'chronological' ? null : (data.splitSeed ?? seed),
      data.testSize,
      data.valSize,
      data.split,
      summary?.test_rows,
      summary?.val_rows,
      figure.startsWith('cv_') && (data.folds ?? null),
    ]),
  );
  if (isTested.length < 2) return [];
  const keys = differingSettings(runs.map(({ config }) => config)).filter((key) => ofRows.includes(key));
  const why = keys.length === 0 ? '' : `, for they differ in ${listed(keys.map(settingName))}`;
  return [
    `The runs are tested on different rows${why}: a part of what they differ by may be the rows'. --split-seed keeps the rows where --seed varies.`,
  ];
}

/** What the data are by their content, and which columns are to be predicted. */
function dataKey({ config: { data }, dataSha256 }: RunFacts): string {
  const rows = dataSha256 ?? (data.source === 'file' ? data.path : JSON.stringify(data));
  return JSON.stringify([rows, targetsOf(data)]);
}

function dataWords({ config, dataSha256 }: RunFacts): string {
  const content = dataSha256 === undefined ? '' : ` (sha256 ${dataSha256.slice(0, 8)}…)`;
  return `${dataPhrase(config)}${config.data.source === 'file' ? content : ` of seed ${config.data.splitSeed ?? config.seed}`}`;
}

function distinct(runs: readonly RunFacts[], of: (run: RunFacts) => string): string[] {
  return [...new Set(runs.map(of))];
}
