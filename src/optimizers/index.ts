import type { UnionToIntersection } from '../settings/setting.js';
import { adadelta } from './adadelta.js';
import { adagrad } from './adagrad.js';
import { adam } from './adam.js';
import { adamax } from './adamax.js';
import { adamw } from './adamw.js';
import type { Rule } from './defineOptimizer.js';
import type { FlaggedHyperparameter, ValuesOf } from './hyperparameters.js';
import { lion } from './lion.js';
import { nadam } from './nadam.js';
import { radam } from './radam.js';
import { rmsprop } from './rmsprop.js';
import { sgd } from './sgd.js';

/** The optimizers, by the names that flags and config.json use, in the help's order. */
export const optimizers = { adam, adamw, nadam, radam, adamax, rmsprop, adagrad, adadelta, sgd, lion };

type Optimizers = typeof optimizers;
/** What flags, config.json and `createOptimizer` call an optimizer. */
export type OptimizerName = keyof Optimizers;
/** All of them. */
export const optimizerNames = Object.keys(optimizers) as OptimizerName[];

/** The optimizers that step by a rule. */
export function namesOfRule(rule: Rule): OptimizerName[] {
  return optimizerNames.filter((name) => optimizers[name].rule === rule);
}

/** The hyperparameters of an optimizer, every one of them given. */
export type Hyperparameters<Name extends OptimizerName> = {
  [One in Name]: ValuesOf<Optimizers[One]['hyperparameters']>;
}[Name];

/** Every hyperparameter that some optimizer has. */
export type AllHyperparameters = UnionToIntersection<Hyperparameters<OptimizerName>>;

/** An optimizer's hyperparameters that a run may set. */
type FlaggedOf<Own> = {
  [Name in keyof Own as Own[Name] extends FlaggedHyperparameter<unknown> ? Name : never]: Own[Name];
};
type Flagged = { [Name in OptimizerName]: ValuesOf<FlaggedOf<Optimizers[Name]['hyperparameters']>> };

/** What a run's settings say of its optimizer. */
export type OptimizerConfig = { [Name in OptimizerName]: { name: Name } & Flagged[Name] }[OptimizerName];

/** Every hyperparameter that some optimizer has and a run may set. */
export type FlaggedHyperparameters = UnionToIntersection<Flagged[OptimizerName]>;
