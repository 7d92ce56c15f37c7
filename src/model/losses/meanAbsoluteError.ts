import { defineLoss } from './loss.js';

/** The mean of |d|, d = predicted − actual: a residual pulls by its sign alone, however large it is, and not at all at 0. */
export const meanAbsoluteError = defineLoss({
  name: 'mae',
  torchName: 'L1Loss',
  title: 'mean absolute error',
  unit: 'target',
  parameters: {},
  create: () => ({
    value: (predicted, actual) => {
      const d = predicted.sub(actual);
      return d.mul(d.sign()).mean(); // tfjs's gradient of abs is −1 at 0
    },
    kernel: { loss: 'mae', parameter: 1 },
  }),
});
