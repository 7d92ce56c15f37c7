import { checkArgument, checkObject } from '../settings/arguments.js';
import { positiveWhole } from '../settings/numbers.js';
import { adam, adamRule as uncheckedAdamRule } from './adam.js';
import { checkHyperparameter } from './resolve.js';

/**
 * `adamRule` as the library exports it, which checks what it takes: every hyperparameter must be given.
 *
 * @throws UsageError for a step number, a hyperparameter or a state that is none
 */
export const adamRule: typeof uncheckedAdamRule = (theta, g, state, t, hyperparameters) => {
  checkArgument('t', t, positiveWhole);
  checkObject(`${adam.title}'s rule`, hyperparameters);
  const values: Record<string, unknown> = { ...hyperparameters };
  for (const name of Object.keys(adam.hyperparameters)) checkHyperparameter(adam, name, values[name]);
  const slots: Record<string, unknown> = { ...state };
  for (const slot of ['m', 'v']) {
    checkArgument(`state.${slot}`, slots[slot], {
      words: "a value of the parameter's shape",
      holds: (value) => typeof value === 'object' && value !== null,
    });
  }
  return uncheckedAdamRule(theta, g, state, t, hyperparameters);
};
