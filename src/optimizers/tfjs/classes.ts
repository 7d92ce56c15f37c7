import type * as tf from '@tensorflow/tfjs';
import { UsageError } from '../../errors.js';
import { shown } from '../../settings/arguments.js';
import { type Hyperparameters, type OptimizerName, optimizerNames, optimizers } from '../index.js';
import type { ParameterState } from './moves.js';
import { optimizerClass } from './optimizerClass.js';

/** What all of the family are: a tfjs optimizer whose learning rate may be set between steps. */
export interface Optimizer extends tf.Optimizer {
  /** The step size of the next step; may be set between steps. */
  learningRate: number;
  /** What is kept of a variable between steps, by the variable's name. */
  stateOf(name: string): Readonly<ParameterState> | undefined;
}

type OptimizerClass<Name extends OptimizerName> = (new (
  hyperparameters?: Partial<Hyperparameters<Name>>,
) => Optimizer) & {
  readonly className: string;
  readonly fromConfig: tf.serialization.FromConfigMethod<Optimizer>;
};

type Classes = { [Name in OptimizerName]: OptimizerClass<Name> };

const classes = Object.fromEntries(
  optimizerNames.map((name) => [name, optimizerClass(optimizers[name])]),
) as unknown as Classes;

/**
 * The optimizers for tfjs, each with the hyperparameters, defaults and numbers of the one in torch.optim, Lion with its paper's:
 *
 *     const optimizer = new Adam({ learningRate: 0.01, weightDecay: 0.1, decoupledWeightDecay: true });
 *     optimizer.minimize(() => loss());           // or model.compile({ optimizer, loss })
 *     optimizer.learningRate = 0.001;             // may change between steps
 *
 * They throw a UsageError if a hyperparameter is outside its range.
 */
export const Adam = classes.adam;
export type Adam = Optimizer;
export const AdamW = classes.adamw;
export type AdamW = Optimizer;
export const NAdam = classes.nadam;
export type NAdam = Optimizer;
export const RAdam = classes.radam;
export type RAdam = Optimizer;
export const Adamax = classes.adamax;
export type Adamax = Optimizer;
export const RMSprop = classes.rmsprop;
export type RMSprop = Optimizer;
export const Adagrad = classes.adagrad;
export type Adagrad = Optimizer;
export const Adadelta = classes.adadelta;
export type Adadelta = Optimizer;
export const SGD = classes.sgd;
export type SGD = Optimizer;
export const Lion = classes.lion;
export type Lion = Optimizer;

/**
 * An optimizer by its name; hyperparameters that are not given have its defaults.
 *
 * @throws UsageError if there is none of that name, it does not have one of the hyperparameters, or its value is outside its
 * range
 */
export function createOptimizer<Name extends OptimizerName>(
  name: Name,
  hyperparameters: Partial<Hyperparameters<Name>> = {},
): Optimizer {
  if (typeof name !== 'string' || !Object.hasOwn(classes, name)) {
    throw new UsageError(
      `An optimizer must be ${optimizerNames.join(', ')}, got ${typeof name === 'string' ? name : shown(name)}; choose one of them.`,
    );
  }
  return new classes[name](hyperparameters);
}
