import type { ChartedRun, Losses, TestPredictions, Trace } from '../charts/parts/runChart.js';
import { describeRun } from '../config/describe.js';
import type { TrainConfig } from '../config/trainConfig.js';
import { columnOf, type Matrix } from '../data/matrix.js';
import { targetsOf } from '../data/settings.js';
import { losses } from '../model/losses/index.js';
import type { AllHyperparameters } from '../optimizers/index.js';
import { markedEpoch, type Summary } from '../run/summary.js';
import type { EpochRecord } from '../training/history.js';
import type { RegressionMetrics } from '../training/regressionMetrics.js';
import { targetMetrics } from '../training/targetMetrics.js';
import type { TraceRow } from '../training/trace/adamTrace.js';

/** What of a run is drawn. */
interface Drawn {
  /** The epochs that a picture has room for. */
  history: readonly EpochRecord[];
  /** Of the test rows, in the targets' units: [rows, targets]; none if the run diverged. */
  test: { actual: Matrix; predicted: Matrix } | undefined;
  /** Empty if the run was not traced, or went wrong at once. */
  trace: readonly TraceRow[];
}

/** The settings that a trace is read by; only Adam and AdamW are traced. */
function adamOf({ optimizer }: TrainConfig): Trace['adam'] {
  const values: Partial<AllHyperparameters> = optimizer;
  const { beta1 = 0, beta2 = 0, amsgrad = false, biasCorrection = true } = values;
  return { beta1, beta2, amsgrad, biasCorrection };
}

/** A run as its charts see it: train and plot draw the same. */
export function chartedRun(
  config: TrainConfig,
  engine: string,
  outcome: Omit<Summary, 'stage_seconds'>,
  { history, test, trace }: Drawn,
): ChartedRun {
  return {
    settings: describeRun(config, engine, outcome),
    losses: chartedLosses(config, outcome, history),
    predictions: test && targetPredictions(config, test, outcome),
    trace: trace.length === 0 ? undefined : { rows: trace, adam: adamOf(config) },
  };
}

/** What the chart of the losses shows of so many epochs. */
export function chartedLosses(
  config: TrainConfig,
  outcome: Omit<Summary, 'stage_seconds'>,
  history: readonly EpochRecord[],
): Losses {
  const { output, training } = config;
  return {
    history,
    yScale: output.yScale,
    lossTitle: lossTitle(config),
    ...markedEpoch(training, outcome),
  };
}

/** What the losses are; those of several targets that are standardized have the model's units. */
export function lossTitle({ data, model }: TrainConfig): string {
  const { title } = losses[model.loss.name];
  return data.standardizeTarget && targetsOf(data).length > 1 ? `${title}, standardized` : title;
}

function targetPredictions(
  { seed, data }: TrainConfig,
  { actual, predicted }: NonNullable<Drawn['test']>,
  outcome: Omit<Summary, 'stage_seconds'>,
): TestPredictions[] {
  const names = targetsOf(data);
  const metrics = targetMetrics(actual, predicted);
  const isNamed = data.source === 'file' || names.length > 1;
  return names.map((name, i) => ({
    actual: columnOf(actual, i),
    predicted: columnOf(predicted, i),
    metrics: metrics[i] as RegressionMetrics,
    baselines: baselinesOf(outcome.targets?.[i] ?? outcome),
    seed,
    targetName: isNamed ? name : undefined,
  }));
}

/** What the picture of the predictions says of simpler models. */
function baselinesOf({
  baseline_linear_r2: linear,
  baseline_mean_r2: mean,
}: Pick<Summary, 'baseline_linear_r2' | 'baseline_mean_r2'>): { name: string; r2: number }[] {
  return [
    { name: 'linear fit', r2: linear },
    { name: 'mean', r2: mean },
  ].flatMap(({ name, r2 }) => (typeof r2 === 'number' ? [{ name, r2 }] : []));
}
