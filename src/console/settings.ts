import { adamDefaults } from '../config/adamDefaults.js';
import type { TrainConfig } from '../config/trainOptions.js';
import { formatCount, formatNumber } from '../format.js';
import type { Summary } from '../run/summary.js';

/** A run's main settings in short phrases: the header and the loss chart's subtitle show the same. */
export function describeData(config: TrainConfig): string {
  const { samples, features, informative, noise, bias } = config;
  const parts = [
    `${formatCount(samples)} × ${formatCount(features)}`,
    `${informative} informative`,
    `noise ${formatNumber(noise)}`,
  ];
  if (bias !== 0) parts.push(`bias ${formatNumber(bias)}`);
  return parts.join(', ');
}

export function describeModel(config: TrainConfig): string {
  return `${[config.features, ...config.hidden, 1].join('-')} ${config.activation}`;
}

/** Adam's settings; those that stand at PyTorch's defaults go without saying, but for the learning rate. */
export function describeOptimizer(config: TrainConfig): string {
  const { learningRate, beta1, beta2, epsilon, weightDecay, decoupledWeightDecay, amsgrad } = config;
  const parts = [`lr ${learningRate}`];
  if (beta1 !== adamDefaults.beta1 || beta2 !== adamDefaults.beta2) parts.push(`betas ${beta1}, ${beta2}`);
  if (epsilon !== adamDefaults.epsilon) parts.push(`eps ${epsilon}`);
  if (weightDecay !== 0) parts.push(`${decoupledWeightDecay ? 'decoupled ' : ''}weight decay ${weightDecay}`);
  if (amsgrad) parts.push('AMSGrad');
  return `Adam ${parts.join(', ')}`;
}

export function describeBatches({ batchSize }: TrainConfig): string {
  return batchSize === 'full' ? 'full batch' : `batch size ${formatCount(batchSize)}`;
}

/** The phrases of the loss chart's subtitle. */
export function describeRun(
  config: TrainConfig,
  backend: string,
  { status, epochs }: Pick<Summary, 'status' | 'epochs'>,
): string[] {
  return [
    describeData(config),
    describeModel(config),
    describeOptimizer(config),
    describeBatches(config),
    `seed ${config.seed}`,
    backend,
    ...(status === 'diverged' ? [`diverged in epoch ${formatCount(epochs)}`] : []),
  ];
}
