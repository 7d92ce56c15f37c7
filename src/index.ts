export { type OptimizerName, type OptimizerOptions, optimizerNames } from './config/optimizerTable.js';
export { makeRegression, type RegressionData, type RegressionOptions } from './data/makeRegression.js';
export type { Matrix } from './data/matrix.js';
export { fitStandardScaler, type StandardScaler, standardize } from './data/standardScaler.js';
export { type Split, trainTestSplit } from './data/trainTestSplit.js';
export { AdamTrainError, exitCodes, UsageError } from './errors.js';
export { drawInitialWeights, type LinearWeights } from './model/initialWeights.js';
export { Adadelta } from './optimizers/adadelta.js';
export { Adagrad } from './optimizers/adagrad.js';
export { Adam } from './optimizers/adam.js';
export { Adamax } from './optimizers/adamax.js';
export { type AdamHyperparameters, type AdamState, adamRule } from './optimizers/adamRule.js';
export { AdamW } from './optimizers/adamw.js';
export type { Arithmetic } from './optimizers/arithmetic.js';
export { createOptimizer, type Optimizer } from './optimizers/createOptimizer.js';
export { NAdam } from './optimizers/nadam.js';
export { RAdam } from './optimizers/radam.js';
export { RMSprop } from './optimizers/rmsprop.js';
export { SGD } from './optimizers/sgd.js';
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
export { type StepOptions, stepSchedule } from './schedules/step.js';
export { type WarmupOptions, warmupSchedule } from './schedules/warmup.js';
export { type RegressionMetrics, regressionMetrics } from './training/regressionMetrics.js';
