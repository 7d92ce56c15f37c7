import { compareValues } from '../../../charts/sweep/values.js';
import { count, shown } from '../charts/index.js';
import type { PageSweep, PageTrial } from './sweep.js';
import { valueShown } from './texts.js';

/** A column of the trials' table. */
export interface Column {
  name: string;
  /** How its name may be written too. */
  flags?: readonly string[] | undefined;
  isNumber: boolean;
  text: (trial: PageTrial) => string;
  /** What it is sorted by; undefined for what is last however it is sorted. */
  key: (trial: PageTrial) => unknown;
}

/** The columns behind the trials' numbers: the metric, what varies, how it ended, and the figures. */
export function columnsOf(sweep: PageSweep): Column[] {
  const { metric, dimensions, figures, flags, hasSpread, hasSeeds, rows } = sweep;
  const mean = numbers(
    hasSpread ? `mean_${metric.name}` : metric.name,
    (trial) => trial.configuration.metric,
  );
  return [
    mean,
    ...(hasSpread ? [numbers('deviation', ({ configuration }) => configuration.spread)] : []),
    ...dimensions.map(({ key, kind }, i) => ({
      name: key,
      flags: flags[i],
      isNumber: kind === 'number',
      text: ({ configuration }: PageTrial) => valueShown(configuration.values[key]),
      key: ({ configuration }: PageTrial) => configuration.values[key],
    })),
    ...(hasSeeds ? [counts('seed', ({ seed }) => seed)] : []),
    { name: 'status', isNumber: false, text: ({ status }) => status, key: ({ status }) => status },
    counts('epochs', ({ epochs }) => epochs),
    ...figures
      .filter((name) => hasSpread || name !== metric.name)
      .map((name) => numbers(name, (trial) => trial.figures[name])),
    numbers('seconds', ({ seconds }) => seconds),
    counts('worker', ({ worker }) => worker),
    ...(rows.some(({ reason }) => reason !== '')
      ? [
          {
            name: 'reason',
            isNumber: false,
            text: ({ reason }: PageTrial) => reason,
            key: ({ reason }: PageTrial) => reason || undefined,
          },
        ]
      : []),
  ];
}

function numbers(name: string, of: (trial: PageTrial) => number | null | undefined): Column {
  const key = (trial: PageTrial) => {
    const value = of(trial);
    return value === null || Number.isNaN(value) ? undefined : value;
  };
  return { name, isNumber: true, text: (trial) => shown(of(trial)), key };
}

function counts(name: string, of: (trial: PageTrial) => number | undefined): Column {
  const text = (trial: PageTrial) => {
    const value = of(trial);
    return value === undefined ? '–' : count(value);
  };
  return { name, isNumber: true, text, key: of };
}

/** The trials by a column; equal ones by their numbers, and those without a value last. */
export function sorted(
  trials: readonly PageTrial[],
  { key }: Pick<Column, 'key'>,
  direction: 1 | -1,
): PageTrial[] {
  return trials
    .map((trial) => ({ trial, value: key(trial) }))
    .sort((a, b) => {
      if (a.value === undefined || b.value === undefined) {
        if (a.value !== b.value) return a.value === undefined ? 1 : -1;
        return a.trial.number - b.trial.number;
      }
      return direction * compare(a.value, b.value) || a.trial.number - b.trial.number;
    })
    .map(({ trial }) => trial);
}

function compare(a: unknown, b: unknown): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return compareValues(a, b);
}
