import type { TrainConfig } from '../config/trainOptions.js';
import type { Choice } from '../engine/chooseBackend.js';
import { formatCount, formatPlural } from '../format.js';
import { formatPairs } from './pairs.js';
import { describeBatches, describeData, describeModel, describeOptimizer } from './settings.js';

/** The lines that say what is about to be trained. */
export function headerLines(
  config: TrainConfig,
  run: { folder: string; choice: Choice; parameters: number; trainRows: number; testRows: number },
): string[] {
  const { backend, reason } = run.choice;
  const engine = reason === undefined ? backend : `${backend} (auto: ${reason})`;
  return formatPairs([
    ['run', run.folder],
    ['data', `${describeData(config)}, seed ${config.seed}`],
    ['split', `${formatCount(run.trainRows)} train, ${formatCount(run.testRows)} test`],
    ['model', `${describeModel(config)}, ${formatCount(run.parameters)} parameters`],
    [
      'training',
      `${describeOptimizer(config)}, ${describeBatches(config)}, ${formatPlural(config.epochs, 'epoch')}`,
    ],
    ['engine', engine],
  ]);
}
