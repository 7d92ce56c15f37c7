import { existsSync, readdirSync, rmSync } from 'node:fs';
import { onPath } from '../files/fileErrors.js';
import { predictionsFileName } from '../run/predictions.js';
import { checkpointFolder, type RunFolder } from '../run/runFolder.js';
import { recordFileName } from '../run/trialStatus.js';
import type { SweepPlan } from './plan.js';
import type { Standings } from './standings.js';
import { type Trial, trialFolderName } from './trial.js';

/** How many of the best configurations stay whole, and are drawn. */
export const BEST = 3;

/** The trials of the best configurations. */
export function bestTrials({ ranked }: Standings): Trial[] {
  return ranked.slice(0, BEST).flatMap(({ trials }) => trials.map(({ trial }) => trial));
}

/**
 * Takes away what --keep does not keep of trials that ended. Each keeps its record, and stays in the table.
 *
 * @returns the numbers of the trials that lost something
 */
export function tidyTrials(
  folder: RunFolder,
  { keep }: Pick<SweepPlan, 'keep'>,
  ended: readonly { trial: Trial }[],
  standings: Standings,
): number[] {
  if (keep === 'all') return [];
  const best = new Set(bestTrials(standings).map(({ number }) => number));
  const others = ended
    .map(({ trial }) => trial.number)
    .filter((number) => keep === 'none' || !best.has(number));
  for (const number of others) {
    const name = trialFolderName(number);
    const names =
      keep === 'none' ? filesBesideRecord(folder.file(name)) : [checkpointFolder, predictionsFileName];
    for (const each of names) remove(folder, `${name}/${each}`);
  }
  return others;
}

function filesBesideRecord(path: string): string[] {
  return existsSync(path) ? readdirSync(path).filter((name) => name !== recordFileName) : [];
}

function remove(folder: RunFolder, name: string): void {
  const path = folder.file(name);
  onPath(path, () => rmSync(path, { recursive: true, force: true }), folder.chosenBy);
}
