import type { TrainConfig } from '../config/trainSettings.js';
import { type Choice, chooseBackend, workOf } from '../engine/chooseBackend.js';
import { useBackend } from '../engine/engine.js';
import { findAddon } from '../engine/native/nativeFolder.js';
import { layerSizes, parameterCount } from '../model/modelSize.js';

type EngineSettings = Pick<TrainConfig, 'backend' | 'hidden' | 'batchSize' | 'epochs' | 'verbose'>;

/** Loads the engine that was asked for; `auto` takes the one that is through first with the job. */
export async function chooseEngine(
  config: EngineSettings,
  job: { trainRows: number; features: number },
  say: (line: string) => void,
): Promise<Choice> {
  const { batchSize, epochs, hidden } = config;
  const batchRows = batchSize === 'full' ? job.trainRows : batchSize;
  const parameters = parameterCount(layerSizes(job.features, hidden));
  const work = workOf({ trainRows: job.trainRows, batchRows, parameters, epochs });
  const choice = chooseBackend(config.backend, work, () => findAddon() !== undefined);
  return loadEngine(choice, config, say);
}

/** Loads a backend; what was chosen for the user and does not load is replaced by wasm, with a word. */
export async function loadEngine(
  choice: Choice,
  { backend: asked, verbose }: Pick<EngineSettings, 'backend' | 'verbose'>,
  say: (line: string) => void,
): Promise<Choice> {
  // TensorFlow reads it when it loads.
  if (verbose) process.env['TF_CPP_MIN_LOG_LEVEL'] = '0';
  try {
    await useBackend(choice.backend);
    return choice;
  } catch (error) {
    if (asked !== 'auto' || choice.backend === 'wasm') throw error;
    say(`The engine ${choice.backend} does not load; adam-train doctor says why. Going on with wasm.`);
    return { ...choice, backend: await useBackend('wasm') };
  }
}
