import { resolve, sep } from 'node:path';
import { differingSettings, type SettingValues, settingsOfNames } from '../config/differences.js';
import type { TrainSettingName } from '../config/trainSettings.js';
import { AdamTrainError, UsageError } from '../errors.js';
import { chosenFolders } from '../run/chosenFolders.js';
import { ranked } from '../search/ranking.js';
import { type Ranking, rankingOf } from './compareRules.js';
import type { MetricName } from './metricNames.js';
import { type RunFacts, runFacts } from './runFacts.js';

/** A run beside others. */
export interface ComparedRun extends Omit<RunFacts, 'config' | 'dataSha256'> {
  /** Those that differ; absent where one has no meaning for the run. */
  settings: SettingValues;
  isBest: boolean;
}

export interface Comparison extends Ranking {
  /** The settings that differ, in the help's order. */
  keys: TrainSettingName[];
  /** From the best to the worst, where they can be ranked; then those that cannot. */
  runs: ComparedRun[];
}

/**
 * Reads runs and puts them side by side. A sweep's folder stands for its trials; what is no run's, or damaged, is left out with a
 * note.
 *
 * @throws UsageError if a path leads nowhere, or fewer than two runs are left
 */
export function compareRuns(paths: readonly string[], metric: MetricName | undefined): Comparison {
  const { folders, notes } = chosenFolders(paths);
  const read = folders.flatMap((path): RunFacts[] => {
    try {
      return [runFacts(path)];
    } catch (error) {
      if (!(error instanceof AdamTrainError)) throw error;
      notes.push(`Left out: ${error.message}`);
      return [];
    }
  });
  if (read.length < 2) {
    throw new UsageError(
      [
        `compare must have two runs or more, got ${read.length}; name others, such as out/run-001 out/run-002.`,
        ...notes,
      ].join(' '),
    );
  }
  const named = withOwnNames(read);
  const ranking = rankingOf(named, metric);
  const keys = differingSettings(named.map(({ config }) => config)).filter(
    (key) => key !== 'data' || hasDifferentData(named),
  );
  const order = inOrder(named, ranking);
  const best = ranking.isFair ? order[0] : undefined;
  const isBest = (run: RunFacts) =>
    run === best && placeOf(run) === 'ended' && run.figures[ranking.figure] !== null;
  return {
    ...ranking,
    notes: [...notes, ...ranking.notes],
    keys,
    runs: order.map(({ config, dataSha256: _, ...run }, i) => {
      const settings = settingsOfNames(config, keys);
      return { ...run, settings, isBest: isBest(order[i] as RunFacts) };
    }),
  };
}

/** The same file may be reached by different paths. */
function hasDifferentData(runs: readonly RunFacts[]): boolean {
  return new Set(runs.map(({ dataSha256 }) => dataSha256)).size > 1;
}

/** Runs are called by their folders' names, all with as many of the folders above as tell them apart. */
function withOwnNames(runs: readonly RunFacts[]): RunFacts[] {
  const places = runs.map(({ path }) => resolve(path).split(sep));
  const longest = Math.max(...places.map(({ length }) => length));
  for (let count = 1; count <= longest; count++) {
    const names = places.map((place) => place.slice(-count).join('/'));
    if (new Set(names).size === runs.length)
      return runs.map((run, i) => ({ ...run, name: names[i] as string }));
  }
  return [...runs];
}

/** Where a run stands: a sweep cut its trial short, and does not rank it either, or it has not ended. */
function placeOf({ summary, status }: RunFacts): 'ended' | 'cut' | 'open' {
  if (summary === undefined) return 'open';
  return status === 'pruned' || status === 'stopped' || status === 'failed' ? 'cut' : 'ended';
}

/** Those that have ended from the best to the worst; then so those that were cut short; then the others, as they were given. */
function inOrder(runs: readonly RunFacts[], { figure, better, isFair }: Ranking): RunFacts[] {
  if (!isFair) return [...runs];
  const sorted = (place: 'ended' | 'cut') => {
    const there = runs.filter((run) => placeOf(run) === place);
    const measured = there.map(({ figures }, trial) => ({ trial, values: [figures[figure] ?? Number.NaN] }));
    return ranked(measured, better).map(({ trial }) => there[trial] as RunFacts);
  };
  return [...sorted('ended'), ...sorted('cut'), ...runs.filter((run) => placeOf(run) === 'open')];
}
