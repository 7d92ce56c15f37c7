export { makeRegression, type RegressionData, type RegressionOptions } from './data/makeRegression.js';
export type { Matrix } from './data/matrix.js';
export { fitStandardScaler, type StandardScaler, standardize } from './data/standardScaler.js';
export { type Split, trainTestSplit } from './data/trainTestSplit.js';
export { AdamTrainError, exitCodes, UsageError } from './errors.js';
export type { TrainOptions } from './library/askedRun.js';
export type { Cell, Features, Row, Samples, Table } from './library/memoryRows.js';
export { type PredictOptions, predict } from './library/predict.js';
export { type CsvOptions, type CsvTable, readCsv } from './library/readCsv.js';
export type { Model, PredictedPart, Run, RunConfig, RunSummary } from './library/run.js';
export { train } from './library/train.js';
export { drawInitialWeights, type LinearWeights } from './model/initialWeights.js';
export type { AdamHyperparameters, AdamState } from './optimizers/adam.js';
export type { Arithmetic } from './optimizers/arithmetic.js';
export { adamRule } from './optimizers/checkedRule.js';
export {
  type AllHyperparameters as OptimizerOptions,
  type OptimizerName,
  optimizerNames,
} from './optimizers/index.js';
export * from './optimizers/tfjs/classes.js';
export { NumpyRandomState } from './random/numpyRandomState.js';
export { TorchGenerator } from './random/torchGenerator.js';
export { constantSchedule } from './schedules/constant.js';
export { type CosineOptions, cosineSchedule } from './schedules/cosine.js';
export { type CosineRestartsOptions, cosineRestartsSchedule } from './schedules/cosineRestarts.js';
export { type ExponentialOptions, exponentialSchedule } from './schedules/exponential.js';
export { type LinearOptions, linearSchedule } from './schedules/linear.js';
export { type MultistepOptions, multistepSchedule } from './schedules/multistep.js';
export { type OneCycleOptions, oneCycleSchedule } from './schedules/oneCycle.js';
export {
  type Plateau,
  type PlateauOptions,
  type PlateauState,
  plateauSchedule,
} from './schedules/plateau.js';
export { type PolynomialOptions, polynomialSchedule } from './schedules/polynomial.js';
export type { BaseRate, Schedule } from './schedules/schedule.js';
export { type ScheduleCallback, scheduleCallback } from './schedules/scheduleCallback.js';
export { type StepOptions, stepSchedule } from './schedules/step.js';
export { type WarmupOptions, warmupSchedule } from './schedules/warmup.js';
export type { EpochRecord } from './training/history.js';
export { type RegressionMetrics, regressionMetrics } from './training/regressionMetrics.js';
