import type { TrainConfig } from '../config/trainConfig.js';
import type { FlaggedHyperparameters } from '../optimizers/index.js';

/** Why training diverged, as the terminal says it, and the cure, as the page types it. */
export interface LikelyCause {
  sentence: string;
  /** What training anew has then; absent where only the reader knows how far to go. */
  cure?: { what: string; flags: string };
}

/** @param epoch the one in which it diverged */
export function likelyCause({ data, optimizer }: TrainConfig, epoch: number): LikelyCause {
  const values: Partial<FlaggedHyperparameters> = optimizer;
  const { alpha, epsilon, decoupledWeightDecay } = values;
  const { learningRate, weightDecay } = optimizer;
  // Without ε a gradient of exactly zero divides 0 by 0.
  if (epsilon === 0) {
    return caused('--eps 0 divides by zero where a gradient is zero: use', 'an ε above zero', '--eps 1e-8');
  }
  if (data.source === 'generated' && Math.max(data.noise, Math.abs(data.bias)) > 1e15) {
    return { sentence: 'the target is too large to square in float32: lower --noise or --bias.' };
  }
  if (alpha !== undefined && alpha >= 1) {
    return {
      sentence: `--alpha ${alpha} lets the mean of the squares grow without end or fall below zero: use less than 1, such as 0.99.`,
      cure: { what: 'a smaller alpha', flags: '--alpha 0.99' },
    };
  }
  // Decoupled decay multiplies the weights by 1 − lr·wd at every step.
  if (decoupledWeightDecay && learningRate * weightDecay > 1) {
    const product = `--lr times --weight-decay is ${learningRate * weightDecay}`;
    return caused(
      `${product}, and above 1 throws the weights past zero: try`,
      'less weight decay',
      '--weight-decay 0.01',
    );
  }
  // Full batch or not, the first losses are those of weights that have hardly moved.
  if (data.source === 'file' && !data.standardizeTarget && epoch === 1) {
    return caused(
      'the likely cause is a target too large to square in float32, or the learning rate: try',
      'a standardized target',
      '--standardize-target',
    );
  }
  const lower = learningRate > 0.01 ? 0.001 : Number((learningRate / 10).toPrecision(2));
  return caused('the likely cause is the learning rate: try', 'a smaller learning rate', `--lr ${lower}`);
}

function caused(sentence: string, what: string, flags: string): LikelyCause {
  return { sentence: `${sentence} ${flags}.`, cure: { what, flags } };
}
