import { formatCount, formatPlural } from '../format.js';
import { configurationCount } from './estimate.js';
import type { SweepPlan } from './plan.js';

/** How a sweep goes about it: how many configurations there are, where they are from, and what ranks them. */
export function sweepPhrases(plan: SweepPlan): string[] {
  const { search, repeats, halving, prune, metric } = plan;
  const how = search === undefined ? 'a grid' : search === 'tpe' ? 'drawn by TPE' : 'drawn at random';
  return [
    `${formatPlural(configurationCount(plan), 'configuration')} (${how})`,
    ...(repeats > 1 ? [`${formatCount(repeats)} seeds each`] : []),
    ...(halving ? ['successive halving'] : []),
    ...(prune === undefined ? [] : ['median pruning']),
    `ranked by ${metric}`,
  ];
}
