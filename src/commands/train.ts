import { drawLoss, drawPredictions } from '../charts/draw.js';
import type { BackendChoice } from '../config/choices.js';
import { parameterCount } from '../config/parameterCount.js';
import { type GivenTrainOptions, resolveTrainConfig } from '../config/resolve.js';
import { testRows } from '../config/testRows.js';
import { advice } from '../console/advice.js';
import { divergedError } from '../console/divergence.js';
import { headerLines } from '../console/header.js';
import { createNotes } from '../console/notes.js';
import { paint } from '../console/paint.js';
import { createProgress } from '../console/progress.js';
import { resultLines } from '../console/resultTable.js';
import { describeRun } from '../console/settings.js';
import { drawRegression } from '../data/makeRegression.js';
import { prepare } from '../data/prepare.js';
import { type Choice, chooseBackend, workOf } from '../engine/chooseBackend.js';
import { type Backend, useBackend } from '../engine/engine.js';
import { findAddon } from '../engine/native/nativeFolder.js';
import { exitCodes } from '../errors.js';
import { writeConfig } from '../run/configFile.js';
import { MetricsFile } from '../run/metricsFile.js';
import { writePredictions } from '../run/predictionsFile.js';
import { claimRunFolder } from '../run/runFolder.js';
import { summarize } from '../run/summary.js';
import { regressionMetrics } from '../training/regressionMetrics.js';
import { trainModel } from '../training/trainModel.js';
import { StageClock } from './stageClock.js';

/**
 * `adam-train train`: from flags to the run folder.
 *
 * @throws AdamTrainError with exit code 4 if training diverged, after everything recorded until then is written
 */
export async function train(given: GivenTrainOptions): Promise<void> {
  const clock = new StageClock();
  const { config, notes } = resolveTrainConfig(given);
  const { stderr, stdout } = process;
  const say = createNotes(stderr, config.quiet);
  notes.forEach(say);

  // TensorFlow reads it when it loads.
  if (config.verbose) process.env['TF_CPP_MIN_LOG_LEVEL'] = '0';
  const parameters = parameterCount([config.features, ...config.hidden, 1]);
  const trainRows = config.samples - testRows(config.samples, config.testSize);
  const batchRows = config.batchSize === 'full' ? trainRows : config.batchSize;
  const work = workOf({ trainRows, batchRows, parameters, epochs: config.epochs });
  const choice = chooseBackend(config.backend, work, () => findAddon() !== undefined);
  const backend = await useChoice(choice, config.backend, say);
  clock.end('engine');
  const data = prepare(drawRegression(config), config.testSize, config.seed);
  clock.end('data');
  const folder = claimRunFolder(config);
  try {
    writeConfig(folder, config, backend);
  } catch (error) {
    folder.discard();
    throw error;
  }
  const counts = { trainRows, testRows: data.test.x.rows };
  headerLines(config, { folder: folder.path, choice: { ...choice, backend }, parameters, ...counts }).forEach(
    say,
  );

  clock.end('files');
  const metricsFile = new MetricsFile(folder);
  const progress = createProgress(config.epochs, stderr, config.quiet);
  const onExit = (code: number) => {
    progress.stop(); // a terminal is left as it was, whatever ends the process
    const interrupted = code === exitCodes.interrupted || code === exitCodes.terminated;
    if (interrupted) say(`Interrupted; ${folder.path} keeps what was recorded until now.`);
  };
  process.once('exit', onExit);
  const trained = await trainModel(config, data, (record) => {
    metricsFile.append(record);
    progress.update(record);
  }).finally(() => {
    process.off('exit', onExit);
    progress.stop();
    metricsFile.close();
  });
  clock.end('training');
  const { status, history, predictions } = trained;
  const metrics = predictions && regressionMetrics(data.test.actual, predictions.test);
  const outcome = summarize({
    status,
    history,
    metrics,
    parameters,
    backend,
    seed: config.seed,
    name: folder.name,
  });

  // The numbers first, which cannot be drawn again if the disk fills up; the summary last, which says that all is there.
  if (predictions !== undefined) writePredictions(folder, data, predictions);
  clock.end('files');
  const lossPng = drawLoss(history, describeRun(config, backend, outcome), { yScale: config.yScale });
  clock.end('charts');
  folder.write('loss.png', lossPng);
  clock.end('files');
  if (predictions !== undefined && metrics !== undefined) {
    const drawn = { actual: data.test.actual, predicted: predictions.test, metrics, seed: config.seed };
    const png = drawPredictions(drawn);
    clock.end('charts');
    folder.write('predictions.png', png);
  }
  clock.end('files');
  const summary = { ...outcome, stage_seconds: clock.stages };
  folder.writeJson('summary.json', summary);

  stdout.write(
    config.json
      ? `${JSON.stringify(summary, null, 2)}\n`
      : `${resultLines(summary, folder.files(), stdout).join('\n')}\n`,
  );
  if (status === 'diverged') throw divergedError(history, config);
  const hint = advice(history, config);
  if (hint !== undefined) say(paint('yellow', hint, stderr));
}

/** Loads the chosen backend; what was chosen for the user and does not load is replaced by wasm, with a word. */
async function useChoice(
  choice: Choice,
  asked: BackendChoice,
  say: (line: string) => void,
): Promise<Backend> {
  try {
    return await useBackend(choice.backend);
  } catch (error) {
    if (asked !== 'auto' || choice.backend === 'wasm') throw error;
    say(`The engine ${choice.backend} does not load; adam-train doctor says why. Going on with wasm.`);
    return useBackend('wasm');
  }
}
