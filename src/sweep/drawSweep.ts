import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { ChartedSweep } from '../charts/sweep/chartedSweep.js';
import { drawSweepCharts } from '../charts/sweep/index.js';
import { AdamTrainError } from '../errors.js';
import { drawRun } from '../job/drawRun.js';
import type { RunFolder } from '../run/runFolder.js';
import { shellWord } from '../text.js';
import type { Standings } from './standings.js';
import { bestTrials } from './tidyTrials.js';
import { trialFolderName } from './trial.js';

/** Draws the pictures of the sweep. */
export async function drawSweep(folder: RunFolder, charted: ChartedSweep): Promise<void> {
  for await (const { fileName, png } of drawSweepCharts(charted)) folder.write(fileName, png);
}

/**
 * Draws the best trials alone: three pictures take longer than a small training.
 *
 * @throws AdamTrainError for a trial whose files are damaged, such as by a loss of power; it is forgotten, and so trained again
 */
export async function drawBest(folder: RunFolder, standings: Standings): Promise<void> {
  for (const { number } of bestTrials(standings)) {
    const name = trialFolderName(number);
    const { pictures } = await drawTrial(folder, name);
    for (const { fileName, png } of pictures) folder.write(`${name}/${fileName}`, png);
  }
}

async function drawTrial(folder: RunFolder, name: string) {
  try {
    return await drawRun(folder.file(name), {}, () => {});
  } catch (error) {
    if (!(error instanceof AdamTrainError)) throw error;
    rmSync(folder.file(name), { recursive: true, force: true });
    throw new AdamTrainError(
      `The files of ${join(folder.name, name)} must be as its training left them, and are not: ${error.message} Run adam-train resume ${shellWord(folder.path)}, which trains it again.`,
    );
  }
}
