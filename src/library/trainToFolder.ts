import { Readable } from 'node:stream';
import { csvText } from '../files/csvRows.js';
import type { JobWatcher } from '../job/job.js';
import { StageClock } from '../job/stageClock.js';
import { trainJob } from '../job/trainJob.js';
import type { AskedRun } from './askedRun.js';
import type { Run } from './run.js';
import { runOfFolder } from './runOfFolder.js';

/** Trains into a run folder, with all the files that the command writes; rows in memory are kept in it. */
export async function trainToFolder(
  { config, pieces = [], notes }: AskedRun,
  watcher: JobWatcher,
): Promise<Run> {
  const clock = new StageClock(performance.now());
  const input = Readable.from(textsOf(pieces));
  const { folder } = await trainJob(config, { clock, watcher, input, inputName: 'data' });
  const run = await runOfFolder(folder.path);
  return { ...run, notes: [...notes, ...run.notes] };
}

function* textsOf(pieces: NonNullable<AskedRun['pieces']>): Generator<string> {
  let isFirst = true;
  for (const { header, rows } of pieces) {
    const lines = [...(isFirst ? [header.names] : []), ...rows.map(({ cells }) => cells)];
    isFirst = false;
    yield lines.map((cells) => `${cells.map(csvText).join(',')}\n`).join('');
  }
}
