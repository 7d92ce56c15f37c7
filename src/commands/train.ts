import { type GivenTrainOptions, resolveTrainConfig } from '../config/resolve.js';
import { headerLines } from '../console/header.js';
import { createNotes } from '../console/notes.js';
import { writeConfig } from '../run/configFile.js';
import { standardInputCopy } from '../run/readRun.js';
import { spool } from '../run/spool.js';
import { chooseEngine, loadEngine } from './chooseEngine.js';
import { loadData } from './loadData.js';
import { openNewRun } from './openRun.js';
import { runJob } from './runJob.js';
import { StageClock } from './stageClock.js';

/**
 * `adam-train train`: from flags to the run folder.
 *
 * @throws AdamTrainError with exit code 4 if training diverged, after everything recorded until then is written
 */
export async function train(given: GivenTrainOptions): Promise<void> {
  const clock = new StageClock();
  const { config: asked, notes } = resolveTrainConfig(given);
  let config = asked;
  const say = createNotes(process.stderr, config.quiet);
  notes.forEach(say);
  // An engine that was asked for and does not load is known before the data are read.
  if (config.backend !== 'auto') await loadEngine({ backend: config.backend }, config, say);
  clock.end('engine');

  // Standard input is kept in the run folder; otherwise bad data leave no folder, and replace none.
  let run = config.data === '-' ? openNewRun(config) : undefined;
  try {
    if (run !== undefined) {
      config = { ...config, data: run.folder.file(standardInputCopy) };
      await spool(process.stdin, run.folder.file(standardInputCopy));
    }
    const { data, columns, sha256 } = await loadData(
      config,
      run === undefined ? config.data : 'standard input',
    );
    clock.end('data');
    const { rows: trainRows, columns: features } = data.train.x;
    const choice = await chooseEngine(config, { trainRows, features }, say);
    clock.end('engine');
    run ??= openNewRun(config);
    writeConfig(run.folder, config, { backend: choice.backend, sha256 });
    run.keep();
    headerLines(config, { folder: run.folder.path, choice, columns, data }).forEach(say);
    clock.end('files');
    await runJob({ config, backend: choice.backend, columns, data, dataSha256: sha256, run, clock, say });
  } finally {
    run?.close();
  }
}
