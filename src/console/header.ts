import {
  describeBatches,
  describeData,
  describeDropped,
  describeExtras,
  describeModel,
  describeOptimizer,
  describeTexts,
} from '../config/describe.js';
import type { TrainConfig } from '../config/trainConfig.js';
import type { Columns } from '../data/columns.js';
import type { DroppedRows } from '../data/dataset.js';
import type { PreparedData } from '../data/prepare.js';
import type { Choice } from '../engine/chooseBackend.js';
import { formatCount, formatPlural } from '../format.js';
import { layerSizes, parameterCount } from '../model/modelSize.js';
import { formatPairs } from './pairs.js';

/** The lines that say what is about to be trained. */
export function headerLines(
  config: TrainConfig,
  run: {
    folder: string;
    choice: Choice;
    columns: Columns;
    data: Pick<PreparedData, 'train' | 'val' | 'test'>;
    dropped?: DroppedRows | undefined;
  },
): string[] {
  const { backend, reason } = run.choice;
  const { train, val, test } = run.data;
  const engine = reason === undefined ? backend : `${backend} (auto: ${reason})`;
  const texts = describeTexts(run.columns);
  const features = train.x.columns;
  const size = { rows: train.x.rows + (val?.x.rows ?? 0) + test.x.rows, features };
  const parts = [
    `${formatCount(train.x.rows)} train`,
    ...(val ? [`${formatCount(val.x.rows)} validation`] : []),
    `${formatCount(test.x.rows)} test`,
  ];
  const { training } = config;
  const words = [
    describeOptimizer(config.optimizer),
    describeBatches(training),
    formatPlural(training.epochs, 'epoch'),
    ...describeExtras(config),
    ...(training.patience === undefined ? [] : [`patience ${formatCount(training.patience)}`]),
  ];
  const parameters = parameterCount(layerSizes(features, config.model.hidden));
  return formatPairs([
    ['run', run.folder],
    ['data', `${describeData(config.data, size)}, seed ${config.seed}`],
    ...(run.dropped === undefined ? [] : [['missing', describeDropped(run.dropped)] as [string, string]]),
    ...(texts === undefined ? [] : [['text', texts] as [string, string]]),
    ['split', parts.join(', ')],
    ['model', `${describeModel(config.model, size)}, ${formatCount(parameters)} parameters`],
    ['training', words.join(', ')],
    ['engine', engine],
  ]);
}
