import { defineLoss } from './loss.js';

/** The mean of d², d = predicted − actual. */
export const meanSquaredError = defineLoss({
  name: 'mse',
  torchName: 'MSELoss',
  title: 'mean squared error',
  unit: 'target squared',
  parameters: {},
  create: () => ({
    value: (predicted, actual) => predicted.sub(actual).square().mean(),
    kernel: { loss: 'mse', parameter: 1 },
  }),
});
