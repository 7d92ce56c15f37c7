import { basename } from 'node:path';
import type { Columns } from '../data/columns.js';
import type { DroppedRows } from '../data/dataset.js';
import { type DataConfig, targetsOf } from '../data/settings.js';
import { formatCount, formatNumber, formatPlural, formatText } from '../format.js';
import { layerSizes } from '../model/modelSize.js';
import { defaultsOf } from '../optimizers/defineOptimizer.js';
import { type FlaggedHyperparameters, type OptimizerConfig, optimizers } from '../optimizers/index.js';
import { type HyperparameterName, hyperparameterNames, phraseOf } from '../optimizers/settings.js';
import type { Summary } from '../run/summary.js';
import type { TrainConfig } from './trainConfig.js';

/** How much data there is, all parts together. */
export interface DataSize {
  rows: number;
  features: number;
}

/** A run's main settings in short phrases: the header and the loss chart's subtitle show the same. */
export function describeData(data: DataConfig, { rows, features }: DataSize): string {
  const { standardizeTarget } = data;
  const size = `${formatCount(rows)} × ${formatCount(features)}`;
  if (data.source === 'file') {
    const name = data.path === '-' ? 'standard input' : basename(data.path);
    return `${name}, ${size}, ${describeTargets(targetsOf(data))} ${standardizeTarget ? '(standardized)' : '(not standardized)'}`;
  }
  const { informative, noise, bias, targets } = data;
  const parts = [
    size,
    ...(targets === 1 ? [] : [`${formatCount(targets)} targets`]),
    `${informative} informative`,
    `noise ${formatNumber(noise)}`,
  ];
  if (bias !== 0) parts.push(`bias ${formatNumber(bias)}`);
  if (standardizeTarget) parts.push(`${targets === 1 ? 'target' : 'targets'} standardized`);
  return parts.join(', ');
}

const MOST_COLUMNS = 8;

/** The targets by their names, of many the first. */
function describeTargets(names: readonly string[]): string {
  const shown = names.slice(0, MOST_COLUMNS).map(formatText).join(', ');
  const left = names.length - MOST_COLUMNS;
  return `${names.length === 1 ? 'target' : 'targets'} ${shown}${left > 0 ? ` and ${formatCount(left)} more` : ''}`;
}

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

export function describeModel(
  { model, data }: Pick<TrainConfig, 'model' | 'data'>,
  { features }: Pick<DataSize, 'features'>,
): string {
  const { hidden, activation, initFrom } = model;
  const layers = `${layerSizes(features, hidden, targetsOf(data).length).join('-')} ${activation}`;
  return initFrom === undefined ? layers : `${layers} from ${basename(initFrom)}`;
}

/**
 * The optimizer's hyperparameters; those that stand at PyTorch's defaults go without saying, but for the learning rate.
 *
 * @param rate stands in its place
 */
export function describeOptimizer(optimizer: OptimizerConfig, rate = String(optimizer.learningRate)): string {
  const values: Partial<FlaggedHyperparameters> = optimizer;
  const { beta1, beta2, weightDecay, decoupledWeightDecay } = values;
  const { [optimizer.name]: definition } = optimizers;
  const defaults = defaultsOf(definition);
  const differing = hyperparameterNames.filter((name) => {
    return values[name] !== undefined && values[name] !== defaults[name];
  });
  const others = differing.filter((name) => !phrased.includes(name));
  const [numbers, switches] = [
    others.filter((name) => typeof values[name] === 'number'),
    others.filter((name) => typeof values[name] === 'boolean'),
  ];
  const decay = `${decoupledWeightDecay ? 'decoupled ' : ''}weight decay ${weightDecay}`;
  return [
    `${definition.title} lr ${rate}`,
    ...(differing.some((name) => name === 'beta1' || name === 'beta2') ? [`betas ${beta1}, ${beta2}`] : []),
    ...numbers.map((name) => `${phraseOf(optimizer.name, name)} ${values[name]}`),
    ...(differing.includes('weightDecay') ? [decay] : []),
    ...switches.map((name) => phraseOf(optimizer.name, name)),
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

export function describeBatches({ batchSize }: TrainConfig['training']): string {
  return batchSize === 'full' ? 'full batch' : `batch size ${formatCount(batchSize)}`;
}

/** The loss with its parameter and the parameter's unit; the mean squared error goes without saying. */
function describeLoss({ model: { loss }, data }: TrainConfig): string[] {
  const isOne = targetsOf(data).length === 1;
  // Targets with units of their own have no common one for the loss.
  const reported = isOne || !data.standardizeTarget ? [] : ['losses of standardized targets'];
  if (loss.name === 'mse') return reported;
  const { name, ...parameters } = loss;
  const unit = data.standardizeTarget
    ? `deviations of ${isOne ? 'the target' : 'each target'}`
    : `${isOne ? "the target's" : "the targets'"} units`;
  const values = Object.entries(parameters).map(([key, value]) => ` (${key} ${value}, in ${unit})`);
  return [`${name} loss${values.join('')}`, ...reported];
}

/** The loss, and what is done to gradients, weights and learning rate beside the optimizer's step. */
export function describeExtras(config: TrainConfig): string[] {
  const { schedule, training } = config;
  const { name, warmup } = schedule;
  const { dropout, l1, clipNorm, clipValue, ema } = training;
  return [
    ...describeLoss(config),
    ...(name === 'constant' ? [] : [`${name} schedule`]),
    ...(warmup === 0 ? [] : [`warm-up ${formatCount(warmup)}`]),
    ...(dropout === 0 ? [] : [`dropout ${dropout}`]),
    ...(l1 === 0 ? [] : [`L1 ${l1}`]),
    ...(clipNorm === undefined ? [] : [`clip norm ${clipNorm}`]),
    ...(clipValue === undefined ? [] : [`clip value ${clipValue}`]),
    ...(ema === undefined ? [] : [`EMA ${ema}`]),
  ];
}

/** The seed, and that of the rows where it is another. */
export function describeSeed({ seed, data: { splitSeed = seed } }: TrainConfig): string {
  return splitSeed === seed ? `seed ${seed}` : `seed ${seed}, split seed ${splitSeed}`;
}

/** The phrases that say what a job is. */
export function describeJob(config: TrainConfig, size: DataSize, backend: string): string[] {
  return [
    describeData(config.data, size),
    describeModel(config, size),
    describeOptimizer(config.optimizer),
    ...describeExtras(config),
    describeBatches(config.training),
    describeSeed(config),
    backend,
  ];
}

/** A run's name and main settings, which every one of its pictures carries. */
export function describeRun(
  config: TrainConfig,
  backend: string,
  summary: Pick<Summary, 'name' | 'status' | 'epochs' | 'train_rows' | 'val_rows' | 'test_rows' | 'features'>,
): string[] {
  const { name, status, epochs, train_rows, val_rows = 0, test_rows, features } = summary;
  const size = { rows: train_rows + val_rows + test_rows, features };
  return [
    name,
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
