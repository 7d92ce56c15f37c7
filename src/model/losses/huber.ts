import { positive } from '../../settings/numbers.js';
import { defineLoss } from './loss.js';

/**
 * The mean of ½d² for residuals |d| < δ, and of δ·(|d| − δ/2) for larger ones, d = predicted − actual.
 *
 * @see Huber (1964), "Robust Estimation of a Location Parameter"
 */
export const huber = defineLoss({
  name: 'huber',
  torchName: 'HuberLoss',
  title: 'Huber',
  unit: 'target squared',
  parameters: {
    delta: {
      key: 'lossDelta',
      flag: '--loss-delta',
      help: 'residual from which the loss is linear',
      range: positive,
      default: 1,
    },
  },
  create: ({ delta }) => ({
    value: (predicted, actual) => {
      const d = predicted.sub(actual);
      const c = d.clipByValue(-delta, delta);
      return c.mul(d.sub(c.div(2))).mean(); // d·(d − d/2) within δ, ±δ·(d ∓ δ/2) beyond
    },
    kernel: { loss: 'huber', parameter: delta },
  }),
});
