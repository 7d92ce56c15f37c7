import { rmSync } from 'node:fs';
import { onPath } from '../files/fileErrors.js';
import { predictionsFileName } from '../run/predictions.js';
import { checkpointFolder, type RunFolder } from '../run/runFolder.js';
import type { SweepPlan } from './plan.js';
import type { Standings } from './standings.js';
import { type Trial, trialFolderName } from './trial.js';

/** How many of the best configurations stay whole, and are drawn. */
const BEST = 3;

/** The trials of the best configurations. */
export function bestTrials({ ranked }: Standings): Trial[] {
  return ranked.slice(0, BEST).flatMap(({ trials }) => trials.map(({ trial }) => trial));
}

/** Takes away what --keep does not keep of trials that ended; they stay in the table. */
export function tidyTrials(
  folder: RunFolder,
  { keep }: Pick<SweepPlan, 'keep'>,
  ended: readonly { trial: Trial }[],
  standings: Standings,
): void {
  if (keep === 'all') return;
  const best = new Set(bestTrials(standings).map(({ number }) => number));
  for (const { trial } of ended) {
    const name = trialFolderName(trial.number);
    if (keep === 'none') remove(folder, name);
    else if (!best.has(trial.number)) {
      remove(folder, `${name}/${checkpointFolder}`);
      remove(folder, `${name}/${predictionsFileName}`);
    }
  }
}

function remove(folder: RunFolder, name: string): void {
  const path = folder.file(name);
  onPath(path, () => rmSync(path, { recursive: true, force: true }), folder.chosenBy);
}
