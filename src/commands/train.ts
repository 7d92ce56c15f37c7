import { meaningfulSettings } from '../config/meaningfulSettings.js';
import { resolveTrainConfig } from '../config/resolveTrain.js';
import type { GivenTrainSettings } from '../config/trainSettings.js';
import { headerLines } from '../console/header.js';
import { createNotes } from '../console/notes.js';
import { spool } from '../data/csv/rows/spool.js';
import { writeConfig } from '../run/configJson.js';
import { standardInputCopy } from '../run/runFolder.js';
import { chooseEngine, loadEngine } from './chooseEngine.js';
import { loadData } from './loadData.js';
import { beginRun, type OpenRun } from './openRun.js';
import { runJob } from './runJob.js';
import { StageClock } from './stageClock.js';

/**
 * `adam-train train`: from flags to the run folder.
 *
 * @throws AdamTrainError with exit code 4 if training diverged, after everything recorded until then is written
 */
export async function train(given: GivenTrainSettings): Promise<void> {
  const clock = new StageClock();
  const { config: asked, notes } = resolveTrainConfig(given);
  let config = asked;
  const say = createNotes(process.stderr, config.quiet);
  notes.forEach(say);
  // An engine that was asked for and does not load is known before the data are read.
  if (config.backend !== 'auto') await loadEngine({ backend: config.backend }, config, say);
  clock.end('engine');

  // Standard input is kept in the folder that is to be the run's; other data are read before there is one.
  const isPiped = config.data === '-';
  let begun = isPiped ? beginRun(config) : undefined;
  let run: OpenRun | undefined;
  try {
    const copy = begun?.file(standardInputCopy);
    if (copy !== undefined) await spool(process.stdin, copy);
    const { data, columns, sha256, dropped } = await loadData(
      copy === undefined ? config : { ...config, data: copy },
      copy === undefined ? config.data : 'standard input',
    );
    clock.end('data');
    const { rows: trainRows, columns: features } = data.train.x;
    const choice = await chooseEngine(config, { trainRows, features }, say);
    clock.end('engine');
    begun ??= beginRun(config);
    run = begun.publish((folder) => {
      if (isPiped) config = { ...config, data: folder.file(standardInputCopy) };
      writeConfig(folder, meaningfulSettings(config), { backend: choice.backend, sha256 });
    });
    headerLines(config, { folder: run.folder.path, choice, columns, data, dropped }).forEach(say);
    clock.end('files');
    const { backend } = choice;
    await runJob({ config, backend, columns, data, dropped, dataSha256: sha256, run, clock, say });
  } finally {
    run?.close();
    begun?.close();
  }
}
