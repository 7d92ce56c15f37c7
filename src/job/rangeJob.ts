import { drawRange, rangeChartName } from '../charts/rangeChart.js';
import {
  describeBatches,
  describeData,
  describeExtras,
  describeModel,
  describeOptimizer,
  describeSeed,
} from '../config/describe.js';
import { isRangeSetting, type RangeConfig } from '../config/rangeSettings.js';
import { flatSettings } from '../config/trainConfig.js';
import { lossScale } from '../data/targetScale.js';
import { type Choice, loadEngine } from '../engine/chooseEngine.js';
import { pathsFrom } from '../run/configJson.js';
import { rangeCsv, rangeTableName } from '../run/rangeFolder.js';
import { rangeFileName } from '../run/runFolder.js';
import { type RangeStep, testLearningRates } from '../training/rangeTest.js';
import { stepsPerEpoch } from '../training/settings.js';
import { smoothingFor } from '../training/smoothedLoss.js';
import { type RangeResult, suggestRate } from '../training/suggestedRate.js';
import { programName, version } from '../version.js';
import { lossTitle } from './chartedRun.js';
import { initialWeights } from './initialWeights.js';
import type { JobWatcher } from './job.js';
import { jobEngine } from './jobEngine.js';
import { loadData } from './loadData.js';
import { beginRun } from './openRun.js';

/** What whoever waits for a range test is told of it. */
export interface RangeWatcher extends Pick<JobWatcher, 'note' | 'onReading' | 'guard'> {
  /** The data and the engine are known; takes the job's main settings as short phrases. */
  onReady?: (phrases: readonly string[]) => void;
  onStep?: (step: RangeStep) => void;
}

export interface RangeOutcome {
  steps: readonly RangeStep[];
  result: RangeResult | undefined;
  summary: RangeSummary;
  /** The paths of the files that were written. */
  files: string[];
}

/** What came of a range test, as `--json` prints it; a value that there is none of is null. */
interface RangeSummary {
  suggested_learning_rate: number | null;
  /** Where the smoothed loss falls most steeply, some steps behind. */
  steepest_learning_rate: number | null;
  lowest_loss_learning_rate: number | null;
  /** Whether single batches differ so much that the fall may be chance. */
  is_noisy: boolean | null;
  /** Taken, of those that were asked for. */
  steps: number;
  planned_steps: number;
  last_learning_rate: number;
  smoothing: number;
  backend: Choice['backend'];
  seed: number;
  name: string;
}

/**
 * A learning-rate range test: from the settings to a folder of its own with numbers and a picture, which is there in full or not
 * at all. No run is touched.
 *
 * @throws AdamTrainError if the data cannot be trained on, the engine does not load, or a file cannot be written
 */
export async function rangeJob(
  { job: config, range }: RangeConfig,
  { note, onReading, guard, onReady, onStep }: RangeWatcher = {},
): Promise<RangeOutcome> {
  const { data: source, output, engine: asked, seed } = config;
  const path = source.source === 'file' ? source.path : undefined;
  const { backend } = asked;
  // An engine that was asked for and does not load is known before the data are read.
  if (backend !== 'auto') await loadEngine({ backend }, { backend, verbose: output.verbose }, note);
  const { data, columns } = await loadData(config, { ...(onReading && { onReading }) });
  const weights = await initialWeights(config.model, columns);
  const epochs = Math.ceil(range.steps / stepsPerEpoch(config.training.batchSize, data.train.x.rows));
  const asMuch = { ...config, training: { ...config.training, epochs } };
  const engine = await jobEngine(asMuch, data.train, note);
  // Before the steps, so that a name that is taken is known at once; bad data have left no folder until here.
  const begun = beginRun({ ...output, data: path, prefix: 'lr-range' }, guard, rangeFileName);
  try {
    const size = {
      rows: data.train.x.rows + (data.val?.x.rows ?? 0) + data.test.x.rows,
      features: data.train.x.columns,
    };
    const phrases = [
      describeData(source, size),
      describeModel(config, size),
      describeOptimizer(config.optimizer, `${range.minimum} to ${range.maximum}`),
      ...describeExtras(config),
      describeBatches(config.training),
      describeSeed(config),
      engine.backend,
    ];
    onReady?.(phrases);
    const smoothing = smoothingFor(range.steps);
    const steps = await testLearningRates(config, data.train, {
      range,
      smoothing,
      initialWeights: weights,
      targetScale: lossScale(data.targets),
      ...(onStep && { onStep }),
    });
    const result = suggestRate(steps, range.steps, smoothing);
    const shown = { steps, result, planned: range.steps, lossTitle: lossTitle(config) };
    const png = await drawRange(shown, phrases);
    const found = {
      ...outcomeOf(steps, result),
      planned_steps: range.steps,
      smoothing,
      backend: engine.backend,
      seed,
    };
    const run = begun.publish((folder) => {
      const flat = flatSettings(config);
      const own = Object.entries(flat).filter(([key]) => isRangeSetting(key));
      const settings = { ...Object.fromEntries(own), ...pathsFrom(folder, flat), name: folder.name };
      const environment = { program: programName, version, engine: engine.backend };
      folder.write(rangeTableName, rangeCsv(steps));
      folder.write(rangeChartName, png);
      folder.writeJson(rangeFileName, { ...found, name: folder.name, range, settings, environment });
    });
    run.close();
    return { steps, result, summary: { ...found, name: run.folder.name }, files: run.folder.files() };
  } finally {
    begun.close();
  }
}

function outcomeOf(steps: readonly RangeStep[], result: RangeResult | undefined) {
  const finite = steps.filter(({ smoothedLoss }) => Number.isFinite(smoothedLoss));
  const lowest = finite.reduce<RangeStep | undefined>(
    (best, step) => (best === undefined || step.smoothedLoss < best.smoothedLoss ? step : best),
    undefined,
  );
  return {
    suggested_learning_rate: result?.suggested.learningRate ?? null,
    steepest_learning_rate: result?.steepest.learningRate ?? null,
    lowest_loss_learning_rate: lowest?.learningRate ?? null,
    is_noisy: result?.isNoisy ?? null,
    steps: steps.length,
    last_learning_rate: steps.at(-1)?.learningRate ?? Number.NaN,
  };
}
