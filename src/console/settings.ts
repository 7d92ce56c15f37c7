import { basename } from 'node:path';
import type { TrainConfig } from '../config/trainSettings.js';
import type { Columns } from '../data/columns.js';
import type { DroppedRows } from '../data/dataset.js';
import { formatCount, formatNumber, formatPlural, formatText } from '../format.js';
import { optimizers } from '../optimizers/index.js';
import { defaultsOf } from '../optimizers/resolve.js';
import { type HyperparameterName, hyperparameterNames, phraseOf } from '../optimizers/settings.js';
import type { Summary } from '../run/summary.js';

/** How much data there is, all parts together. */
export interface DataSize {
  rows: number;
  features: number;
}

/** A run's main settings in short phrases: the header and the loss chart's subtitle show the same. */
export function describeData(config: TrainConfig, { rows, features }: DataSize): string {
  const { data, target, informative, noise, bias, standardizeTarget } = config;
  const size = `${formatCount(rows)} × ${formatCount(features)}`;
  if (data !== undefined)
    return `${data === '-' ? 'standard input' : basename(data)}, ${size}, target ${formatText(target ?? '')} ${standardizeTarget ? '(standardized)' : '(not standardized)'}`;
  const parts = [size, `${informative} informative`, `noise ${formatNumber(noise)}`];
  if (bias !== 0) parts.push(`bias ${formatNumber(bias)}`);
  if (standardizeTarget) parts.push('target standardized');
  return parts.join(', ');
}

const MOST_COLUMNS = 8;

/** The columns that were taken as text, and how many features each gives; nothing where all are numbers. */
export function describeTexts({ features }: Columns): string | undefined {
  const texts = features.flatMap((column) => (column.kind === 'category' ? [column] : []));
  if (texts.length === 0) return undefined;
  const shown = texts
    .slice(0, MOST_COLUMNS)
    .map(({ name, categories }) => `${formatText(name)} (${categoryCount(categories.length)})`);
  const left = texts.length - shown.length;
  return `${shown.join(', ')}${left > 0 ? ` and ${formatPlural(left, 'more column')}` : ''}`;
}

function categoryCount(count: number): string {
  return count === 1 ? '1 category' : `${formatCount(count)} categories`;
}

/** How many rows --missing drop left out, and for which columns: 36 of 40 rows dropped for a missing cell in comment (36) */
export function describeDropped({ rows, of, columns }: DroppedRows): string {
  const dropped = `${formatCount(rows)} of ${formatPlural(of, 'row')} dropped`;
  if (rows === 0) return dropped;
  const shown = columns
    .slice(0, MOST_COLUMNS)
    .map(({ name, rows: its }) => `${formatText(name)} (${formatCount(its)})`);
  const left = columns.length - shown.length;
  return `${dropped} for a missing cell in ${shown.join(', ')}${left > 0 ? ` and ${formatPlural(left, 'more column')}` : ''}`;
}

export function describeModel(config: TrainConfig, { features }: Pick<DataSize, 'features'>): string {
  return `${[features, ...config.hidden, 1].join('-')} ${config.activation}`;
}

/** The optimizer's hyperparameters; those that stand at PyTorch's defaults go without saying, but for the learning rate. */
export function describeOptimizer(config: TrainConfig): string {
  const { optimizer, learningRate, beta1, beta2, weightDecay, decoupledWeightDecay } = config;
  const defaults = defaultsOf(optimizers[optimizer]);
  const differing = hyperparameterNames.filter((name) => {
    return config[name] !== undefined && config[name] !== defaults[name];
  });
  const others = differing.filter((name) => !phrased.includes(name));
  const [numbers, switches] = [
    others.filter((name) => typeof config[name] === 'number'),
    others.filter((name) => typeof config[name] === 'boolean'),
  ];
  const decay = `${decoupledWeightDecay ? 'decoupled ' : ''}weight decay ${weightDecay}`;
  return [
    `${optimizers[optimizer].title} lr ${learningRate}`,
    ...(differing.some((name) => name === 'beta1' || name === 'beta2') ? [`betas ${beta1}, ${beta2}`] : []),
    ...numbers.map((name) => `${phraseOf(optimizer, name)} ${config[name]}`),
    ...(differing.includes('weightDecay') ? [decay] : []),
    ...switches.map((name) => phraseOf(optimizer, name)),
  ].join(', ');
}

/** Hyperparameters that have a phrase of their own. */
const phrased: readonly HyperparameterName[] = [
  'learningRate',
  'beta1',
  'beta2',
  'weightDecay',
  'decoupledWeightDecay',
];

export function describeBatches({ batchSize }: TrainConfig): string {
  return batchSize === 'full' ? 'full batch' : `batch size ${formatCount(batchSize)}`;
}

/** What is done to gradients, weights and learning rate beside the optimizer's step. */
export function describeExtras({ schedule, warmup, clipNorm, clipValue, ema }: TrainConfig): string[] {
  return [
    ...(schedule === 'constant' ? [] : [`${schedule} schedule`]),
    ...(warmup === 0 ? [] : [`warm-up ${formatCount(warmup)}`]),
    ...(clipNorm === undefined ? [] : [`clip norm ${clipNorm}`]),
    ...(clipValue === undefined ? [] : [`clip value ${clipValue}`]),
    ...(ema === undefined ? [] : [`EMA ${ema}`]),
  ];
}

/** The phrases that say what a job is. */
export function describeJob(config: TrainConfig, size: DataSize, backend: string): string[] {
  return [
    describeData(config, size),
    describeModel(config, size),
    describeOptimizer(config),
    ...describeExtras(config),
    describeBatches(config),
    `seed ${config.seed}`,
    backend,
  ];
}

/** The phrases of the loss chart's subtitle. */
export function describeRun(
  config: TrainConfig,
  backend: string,
  summary: Pick<Summary, 'status' | 'epochs' | 'train_rows' | 'val_rows' | 'test_rows' | 'features'>,
): string[] {
  const { status, epochs, train_rows, val_rows = 0, test_rows, features } = summary;
  const size = { rows: train_rows + val_rows + test_rows, features };
  return [
    ...describeJob(config, size, backend),
    ...(endings[status] === undefined ? [] : [`${endings[status]} ${formatCount(epochs)}`]),
  ];
}

/** What the subtitle says of a run that did not go through. */
const endings: Partial<Record<Summary['status'], string>> = {
  diverged: 'diverged in epoch',
  interrupted: 'interrupted after epoch',
  'early-stopped': 'stopped early after epoch',
};
