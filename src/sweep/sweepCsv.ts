import { csvRows, csvText } from '../files/csvRows.js';
import { settingsOf, varyingKeys } from '../search/space.js';
import { type Figures, metricNames } from './metric.js';
import type { SweepPlan } from './plan.js';
import type { Trial, TrialResult } from './trial.js';

/** The file of a sweep's folder that has a row for each trial that ended, in their order. */
export const sweepCsvName = 'sweep.csv';

/** The config.json keys that differ between trials, in the order of their letters. */
export function sweptKeys({ space, repeats }: SweepPlan): string[] {
  return [...new Set([...varyingKeys(space), ...(repeats > 1 ? ['seed'] : [])])].sort();
}

/** What a trial has of the settings that differ between trials. */
export function sweptSettings(
  plan: SweepPlan,
  { values, seed }: Pick<Trial, 'values' | 'seed'>,
): Record<string, unknown> {
  const settings: Record<string, unknown> = { ...settingsOf(plan.space, values), seed };
  return Object.fromEntries(
    sweptKeys(plan)
      .filter((key) => settings[key] !== undefined)
      .map((key) => [key, settings[key]]),
  );
}

/** The names of the figures that the table has of each trial. */
export function figureNames({ common: { data } }: Pick<SweepPlan, 'common'>): (keyof Figures)[] {
  const { valSize, folds } = data;
  const names = metricNames.filter((name) => {
    if (name.startsWith('val_')) return valSize !== undefined;
    return !name.startsWith('cv_') || folds !== undefined;
  });
  return ['train_loss', ...names];
}

/** @param trials those that ended, in their order */
export function sweepCsv(plan: SweepPlan, trials: readonly { trial: Trial; result: TrialResult }[]): string {
  const keys = sweptKeys(plan);
  const figures = figureNames(plan);
  const header = ['trial', ...keys, 'status', 'epochs', ...figures, 'reason', 'seconds', 'worker'];
  const rows = trials.map(({ trial, result }) => {
    const settings = sweptSettings(plan, trial);
    return [
      trial.number,
      ...keys.map((key) => settingText(settings[key])),
      result.status,
      result.epochs,
      ...figures.map((name) => result.figures[name] ?? ''),
      result.reason === undefined ? '' : csvText(result.reason),
      result.seconds,
      result.worker,
    ];
  });
  return csvRows([header, ...rows]);
}

/** A value as one would type it behind its flag; nothing where the trial does not have the setting. */
function settingText(value: unknown): string | number {
  if (value === undefined || value === null) return '';
  if (typeof value === 'number') return value;
  return csvText(Array.isArray(value) ? value.join(',') : String(value));
}

/** The numbers of the trials that a table has. */
export function trialsOfCsv(text: string): number[] {
  const lines = text
    .replace(/"(?:[^"]|"")*"/g, '') // in quotes there may be line ends
    .trimEnd()
    .split('\n');
  return lines.slice(1).map((line) => Number(line.split(',', 1)[0]));
}
