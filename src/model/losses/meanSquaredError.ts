import { MeanSquaredError } from '../../kernels/names.js';
import type { Loss } from './loss.js';

/** The mean of (predicted − actual)². */
export const meanSquaredError: Loss = {
  title: 'mean squared error',
  value: (predicted, actual) => predicted.sub(actual).square().mean(),
  kernel: MeanSquaredError,
  inTargetUnits: (value, scale) => scale ** 2 * value,
};
