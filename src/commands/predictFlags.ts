import type { Command } from 'commander';
import type { Option } from '../config/option.js';
import {
  type GivenPredictOptions,
  type PredictOptionName,
  predictOptions,
} from '../config/predictOptions.js';
import { declareFlag } from './trainFlags.js';

/**
 * Declares predict's flags on a command, and collects those that are given, unchecked, under the options' full names.
 *
 * @returns the collection, which is filled while the command is parsed
 */
export function declarePredictFlags(command: Command): GivenPredictOptions {
  const given: GivenPredictOptions = {};
  for (const [key, option] of Object.entries(predictOptions) as [PredictOptionName, Option<unknown>][]) {
    declareFlag(command, option, (name, text) => {
      given[key] = { name, text, value: option.rule.read(text) };
    });
  }
  return given;
}
