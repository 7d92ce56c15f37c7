import { parameterCount } from '../config/parameterCount.js';
import type { TrainConfig } from '../config/trainOptions.js';
import { formatCount, formatPlural } from '../format.js';
import { formatPairs } from './pairs.js';
import { describeBatches, describeData, describeModel, describeOptimizer } from './settings.js';

/** The lines that say what is about to be trained. */
export function headerLines(
  config: TrainConfig,
  run: { folder: string; backend: string; trainRows: number; testRows: number },
): string[] {
  const parameters = parameterCount([config.features, ...config.hidden, 1]);
  const engine = config.backend === 'auto' ? `${run.backend} (auto)` : run.backend;
  return formatPairs([
    ['run', run.folder],
    ['data', `${describeData(config)}, seed ${config.seed}`],
    ['split', `${formatCount(run.trainRows)} train, ${formatCount(run.testRows)} test`],
    ['model', `${describeModel(config)}, ${formatCount(parameters)} parameters`],
    [
      'training',
      `${describeOptimizer(config)}, ${describeBatches(config)}, ${formatPlural(config.epochs, 'epoch')}`,
    ],
    ['engine', engine],
  ]);
}
