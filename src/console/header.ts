import {
  describeBatches,
  describeData,
  describeDropped,
  describeExtras,
  describeModel,
  describeOptimizer,
  describeSeed,
  describeTexts,
} from '../config/describe.js';
import { formatCount, formatPlural } from '../format.js';
import type { Job } from '../job/job.js';
import { layerSizes, parameterCount } from '../model/modelSize.js';
import { alignColumns } from './columns.js';

/** What of a job its header shows. */
type Announced = Pick<Job, 'config' | 'engine' | 'columns' | 'dropped' | 'leftOut'> & {
  folder: { path: string };
  data: Pick<Job['data'], 'train' | 'val' | 'test'>;
};

/** The lines that say what is about to be trained. */
export function headerLines({
  config,
  folder,
  engine: choice,
  columns,
  data,
  dropped,
  leftOut,
}: Announced): string[] {
  const { backend, reason, threads, wide } = choice;
  const computes = [
    backend,
    ...(threads === undefined ? [] : [formatPlural(threads, 'thread')]),
    ...(wide === true ? ['wide registers'] : []),
  ].join(', ');
  const { train, val, test } = data;
  const engine = reason === undefined ? computes : `${computes} (auto: ${reason})`;
  const texts = describeTexts(columns);
  const features = train.x.columns;
  const size = { rows: train.x.rows + (val?.x.rows ?? 0) + test.x.rows, features };
  const parts = [
    `${formatCount(train.x.rows)} train`,
    ...(val ? [`${formatCount(val.x.rows)} validation`] : []),
    `${formatCount(test.x.rows)} test`,
    ...(config.data.folds === undefined ? [] : [`${formatCount(config.data.folds)} folds first`]),
    ...(config.data.split === 'chronological' ? ['in the order of the rows'] : []),
  ];
  const { training } = config;
  const words = [
    describeOptimizer(config.optimizer),
    describeBatches(training),
    formatPlural(training.epochs, 'epoch'),
    ...describeExtras(config),
    ...(training.patience === undefined ? [] : [`patience ${formatCount(training.patience)}`]),
  ];
  const parameters = parameterCount(layerSizes(features, config.model.hidden, train.y.columns));
  return alignColumns([
    ['run', folder.path],
    ['data', `${describeData(config.data, size)}, ${describeSeed(config)}`],
    ...(dropped === undefined ? [] : [['missing', describeDropped(dropped)]]),
    ...(leftOut === undefined ? [] : [['left out', leftOut.join(', ')] as const]),
    ...(texts === undefined ? [] : [['text', texts]]),
    ['split', parts.join(', ')],
    ['model', `${describeModel(config, size)}, ${formatCount(parameters)} parameters`],
    ['training', words.join(', ')],
    ['engine', engine],
  ]);
}
