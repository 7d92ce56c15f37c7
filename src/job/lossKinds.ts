import type { TrainConfig } from '../config/trainConfig.js';
import { targetsOf } from '../data/settings.js';

/** What the losses of these settings are, each with its parameters, and the unit where it is not the target's own; each kind once. */
export function lossKinds(configs: readonly Pick<TrainConfig, 'model' | 'data'>[]): string[] {
  return [...new Set(configs.map(lossPhrase))];
}

function lossPhrase({ model, data }: Pick<TrainConfig, 'model' | 'data'>): string {
  const { name, ...parameters } = model.loss;
  const values = Object.entries(parameters).map(([key, value]) => ` ${key} ${value}`);
  const isScaled = data.standardizeTarget && (targetsOf(data).length > 1 || values.length > 0);
  return `${name}${values.join('')}${isScaled ? ' of standardized targets' : ''}`;
}

const MOST_NAMED = 5;

/** The first names of several, and how many more there are. */
export function listed(names: readonly string[]): string {
  const left = names.length - MOST_NAMED;
  return [...names.slice(0, MOST_NAMED), ...(left > 0 ? [`${left} more`] : [])].join(', ');
}
