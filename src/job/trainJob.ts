import type { Readable } from 'node:stream';
import { flatSettings, type TrainConfig } from '../config/trainConfig.js';
import { spool } from '../data/csv/rows/spool.js';
import { loadEngine } from '../engine/chooseEngine.js';
import { writeConfig } from '../run/configJson.js';
import { standardInputCopy } from '../run/runFolder.js';
import { initialWeights } from './initialWeights.js';
import type { JobOutcome, JobWatcher } from './job.js';
import { jobEngine } from './jobEngine.js';
import { loadData } from './loadData.js';
import { beginRun, type OpenRun } from './openRun.js';
import { shownRows } from './report/shownRows.js';
import { runJob } from './runJob.js';
import type { StageClock } from './stageClock.js';

/**
 * A whole run: from the settings to the run folder.
 *
 * @param options `input`: what `--data -` stands for, and `inputName` what messages call it; `draws`: whether its pictures are
 *   wanted
 * @throws AdamTrainError if the data cannot be trained on, the engine does not load, or a file cannot be written
 */
export async function trainJob(
  asked: TrainConfig,
  {
    clock,
    watcher = {},
    input,
    inputName = 'standard input',
    draws,
  }: { clock: StageClock; watcher?: JobWatcher; input: Readable; inputName?: string; draws?: boolean },
): Promise<JobOutcome> {
  let config = asked;
  // An engine that was asked for and does not load is known before the data are read.
  const { backend } = config.engine;
  if (backend !== 'auto')
    await loadEngine({ backend }, { backend, verbose: config.output.verbose }, watcher.note);
  clock.end('engine');

  const shown = shownRows(config, draws);
  // Standard input is kept in the folder that is to be the run's; other data are read before there is one.
  const isPiped = config.data.source === 'file' && config.data.path === '-';
  let begun = isPiped ? begin(config, watcher) : undefined;
  let run: OpenRun | undefined;
  try {
    const copy = begun?.file(standardInputCopy);
    if (copy !== undefined) await spool(input, copy);
    const { sha256: dataSha256, ...loaded } =
      copy === undefined
        ? await loadData(config, watcher, { shown })
        : await loadData(withDataFile(config, copy), watcher, { name: inputName, shown });
    const weights = await initialWeights(config.model, loaded.columns);
    clock.end('data');
    const engine = await jobEngine(config, loaded.data.train, watcher.note);
    clock.end('engine');
    begun ??= begin(config, watcher);
    run = begun.publish((folder) => {
      if (isPiped) config = withDataFile(config, folder.file(standardInputCopy));
      writeConfig(folder, flatSettings(config), { ...engine, sha256: dataSha256 });
    });
    const job = {
      config,
      engine,
      ...loaded,
      initialWeights: weights,
      dataSha256,
      folder: run.folder,
      clock,
      draws,
    };
    watcher.onReady?.(job);
    clock.end('files');
    return await runJob(job, watcher);
  } finally {
    run?.close();
    begun?.close();
  }
}

function begin({ data, output }: TrainConfig, { guard }: JobWatcher) {
  return beginRun({ ...output, data: data.source === 'file' ? data.path : undefined }, guard);
}

function withDataFile(config: TrainConfig, path: string): TrainConfig {
  return config.data.source === 'file' ? { ...config, data: { ...config.data, path } } : config;
}
