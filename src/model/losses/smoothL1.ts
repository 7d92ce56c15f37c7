import { nonNegative } from '../../settings/numbers.js';
import { defineLoss } from './loss.js';
import { meanAbsoluteError } from './meanAbsoluteError.js';

/**
 * The mean of ½d²/β for residuals |d| < β, and of |d| − β/2 for larger ones, d = predicted − actual; with a β of 0 it is the mean
 * absolute error.
 *
 * @see Girshick (2015), "Fast R-CNN", equation 3
 */
export const smoothL1 = defineLoss({
  name: 'smooth-l1',
  torchName: 'SmoothL1Loss',
  title: 'smooth L1',
  unit: 'target',
  parameters: {
    beta: {
      key: 'lossBeta',
      flag: '--loss-beta',
      help: 'residual from which the loss is linear; 0 gives mae',
      range: nonNegative,
      default: 1,
    },
  },
  create: ({ beta }) =>
    beta === 0
      ? meanAbsoluteError.create({})
      : {
          value: (predicted, actual) => {
            const d = predicted.sub(actual);
            const c = d.clipByValue(-beta, beta);
            return c
              .mul(d.sub(c.div(2)))
              .mean()
              .div(beta);
          },
          kernel: { loss: 'smoothL1', parameter: beta },
        },
});
