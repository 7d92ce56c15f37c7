import type { TrainConfig } from '../config/trainConfig.js';
import { type Choice, chooseBackend, workOf } from '../engine/chooseBackend.js';
import { useBackend } from '../engine/engine.js';
import { findAddon } from '../engine/native/nativeFolder.js';
import { layerSizes, parameterCount } from '../model/modelSize.js';
import type { JobWatcher } from './job.js';

type EngineSettings = { engine: TrainConfig['engine']; output: { verbose: boolean } };

/** Loads the engine that was asked for; `auto` takes the one that is through first with the job. */
export async function chooseEngine(
  config: TrainConfig,
  job: { trainRows: number; features: number },
  watcher: JobWatcher,
): Promise<Choice> {
  const { batchSize, epochs } = config.training;
  const batchRows = batchSize === 'full' ? job.trainRows : batchSize;
  const parameters = parameterCount(layerSizes(job.features, config.model.hidden));
  const work = workOf({ trainRows: job.trainRows, batchRows, parameters, epochs });
  const choice = chooseBackend(config.engine.backend, work, () => findAddon() !== undefined);
  return loadEngine(choice, config, watcher);
}

/** Loads a backend; what was chosen for the user and does not load is replaced by wasm, with a word. */
export async function loadEngine(
  choice: Choice,
  { engine, output }: EngineSettings,
  watcher: JobWatcher,
): Promise<Choice> {
  // TensorFlow reads it when it loads.
  if (output.verbose) process.env['TF_CPP_MIN_LOG_LEVEL'] = '0';
  try {
    await useBackend(choice.backend);
    return choice;
  } catch (error) {
    if (engine.backend !== 'auto' || choice.backend === 'wasm') throw error;
    watcher.note?.(
      `The engine ${choice.backend} does not load; adam-train doctor says why. Going on with wasm.`,
    );
    return { ...choice, backend: await useBackend('wasm') };
  }
}
