import { UsageError } from '../errors.js';
import { formatCount } from '../format.js';
import { type GivenSettings, namesOf } from '../settings/given.js';
import type { ValuesOf } from '../settings/setting.js';
import type { csvSettings } from './csv/settings.js';
import { MOST_VALUES } from './matrix.js';
import { type DataConfig, type GeneratedDataConfig, generatedSettings, splitSettings } from './settings.js';
import { partSizes } from './trainTestSplit.js';

const settings = { ...generatedSettings, ...splitSettings };

type Given = GivenSettings<keyof typeof settings>;
const nameOf = namesOf<keyof typeof settings>(settings);

/** What was given for the settings of data, or their defaults. */
interface DataValues {
  file: ValuesOf<typeof csvSettings>;
  generated: ValuesOf<typeof generatedSettings>;
  split: ValuesOf<typeof splitSettings>;
}

/**
 * Where a run's rows come from, and how they are split; the values are within their ranges already.
 *
 * @param notes is added what is to be said of values that are taken otherwise than given
 * @throws UsageError if there are too many rows to generate, or too few to split
 */
export function resolveData(
  { file: { data: path, target, ...cells }, generated, split }: DataValues,
  given: Given,
  notes: string[],
): DataConfig {
  if (split.folds !== undefined && split.split === 'chronological') {
    throw new UsageError(
      `${nameOf('folds', given)} draws its rows, and ${nameOf('split', given)} chronological keeps their order; leave one of them out.`,
    );
  }
  if (path !== undefined && target !== undefined) {
    const standardizeTarget = split.standardizeTarget ?? true;
    return { source: 'file', path, target, ...cells, ...split, standardizeTarget };
  }
  // Generated data stay as the reference script has them.
  const standardizeTarget = split.standardizeTarget ?? false;
  const informative = informativeColumns(generated, given, notes);
  checkSplit({ ...generated, ...split }, given);
  checkCells(generated, given);
  return { source: 'generated', ...generated, ...split, informative, standardizeTarget };
}

/** How many of the generated columns matter: all of them if there are fewer than were asked for. */
export function informativeColumns(
  { features, informative = Math.min(10, features) }: { features: number; informative: number | undefined },
  given: Given,
  notes: string[],
): number {
  if (informative > features) {
    notes.push(
      `${nameOf('informative', given)} is ${informative}, more than the ${features} features; all of them are informative.`,
    );
  }
  return Math.min(informative, features);
}

/** @throws UsageError if no generated row is left to train on beside the parts held out */
function checkSplit(
  {
    samples,
    testSize,
    valSize,
    folds = 1,
  }: Pick<GeneratedDataConfig, 'samples' | 'testSize' | 'valSize' | 'folds'>,
  given: Given,
): void {
  const { train, test } = partSizes(samples, { testSize, valSize });
  if (train > 0 && folds > train) {
    throw new UsageError(
      `${nameOf('folds', given)} must be at most the ${train} training rows, got ${folds}; lower it.`,
    );
  }
  if (train > 0) return;
  const notTested = samples - test;
  if (notTested === 0) {
    const rows = `${given.samples?.text ?? samples} ${samples === 1 ? 'row' : 'rows'}`;
    throw new UsageError(
      `${nameOf('testSize', given)} must leave at least one row to train on and one to test on, got ${given.testSize?.text ?? testSize} of ${rows}; lower ${nameOf('testSize', given)} or raise ${nameOf('samples', given)}.`,
    );
  }
  throw new UsageError(
    `${nameOf('valSize', given)} must leave at least one row to train on, got ${valSize} of the ${notTested} that ${nameOf('testSize', given)} leaves; lower it or raise ${nameOf('samples', given)}.`,
  );
}

/** Refuses what no machine's memory would hold, before anything is allocated. */
export function checkCells(
  { samples, features, targets }: Pick<GeneratedDataConfig, 'samples' | 'features' | 'targets'>,
  given: Given,
): void {
  if (samples * features > MOST_VALUES) {
    throw new UsageError(
      `${nameOf('samples', given)} times ${nameOf('features', given)} must be at most ${formatCount(MOST_VALUES)} values, got ${samples} times ${features}; lower one of them.`,
    );
  }
  if (Math.max(samples, features) * targets > MOST_VALUES) {
    const [name, count] =
      samples > features ? (['samples', samples] as const) : (['features', features] as const);
    throw new UsageError(
      `${nameOf(name, given)} times ${nameOf('targets', given)} must be at most ${formatCount(MOST_VALUES)} values, got ${count} times ${targets}; lower one of them.`,
    );
  }
}
