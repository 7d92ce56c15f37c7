import { halfOpenFraction, nonNegative } from '../settings/numbers.js';
import { type Range, toggle } from '../settings/range.js';
import type { Setting } from '../settings/setting.js';

/** A number or switch of an optimizer: the values that it may have, and the one that it has if none is given. */
export interface Hyperparameter<Value> {
  range: Range<Value>;
  default: Value;
}

/** A hyperparameter that a run may set, by a flag and in a config file. */
export interface FlaggedHyperparameter<Value> extends Hyperparameter<Value> {
  flag: Flag;
}

type Flag = Pick<Setting<unknown>, 'flag' | 'argument' | 'help'> &
  Partial<Pick<Setting<unknown>, 'aliases' | 'scale' | 'isCommon'>> & {
    /** What a picture's title calls it, where that is not the flag's words. */
    phrase?: string;
  };

/** The values of a definition's hyperparameters. */
export type ValuesOf<Hyperparameters> = {
  -readonly [Name in keyof Hyperparameters]: Hyperparameters[Name] extends Hyperparameter<infer Value>
    ? Value
    : never;
};

/** Declares a hyperparameter; each optimizer that has it says its default: `rho: rho(0.9)`. */
export function hyperparameter<Value>(
  range: Range<Value>,
  flag: Flag,
): (usual: Value) => FlaggedHyperparameter<Value> {
  return (usual) => ({ range, default: usual, flag });
}

/** α, the step size. */
export const learningRate = hyperparameter(nonNegative, {
  flag: '--lr',
  aliases: ['--learning-rate'],
  argument: 'number',
  help: 'learning rate, the step size α',
  isCommon: true,
  scale: 'log',
});

/** β1, how much of the mean gradient is kept at each step. */
export const beta1 = hyperparameter(halfOpenFraction, {
  flag: '--beta1',
  argument: 'number',
  help: 'decay of the mean gradient m',
});

/** β2, how much of the mean squared gradient (Adamax: of the largest) is kept at each step. */
export const beta2 = hyperparameter(halfOpenFraction, {
  flag: '--beta2',
  argument: 'number',
  help: 'decay of the mean squared gradient v',
});

/** ε, added to the denominator so that nothing is divided by zero. */
export const epsilon = hyperparameter(nonNegative, {
  flag: '--eps',
  aliases: ['--epsilon'],
  argument: 'number',
  help: 'added to the denominator, which is √v̂ in Adam',
  scale: 'log',
});

/** λ, how strongly the weights are pulled to zero. */
export const weightDecay = hyperparameter(nonNegative, {
  flag: '--weight-decay',
  argument: 'number',
  help: 'pull of the weights to zero',
  scale: 'log',
});

/** Shrink the weights directly (AdamW) instead of adding λθ to the gradient (L2). */
export const decoupledWeightDecay = hyperparameter(toggle, {
  flag: '--decoupled-weight-decay',
  help: 'shrink the weights directly, as AdamW, instead of by the gradient',
});

/** μ, how much of the velocity is kept at each step. */
export const momentum = hyperparameter(nonNegative, {
  flag: '--momentum',
  argument: 'number',
  help: 'how much of the velocity is kept at each step',
});

/** Climb instead of descend; the library's alone. */
export const maximize: Hyperparameter<boolean> = { range: toggle, default: false };
