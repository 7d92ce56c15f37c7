import type { PreparedData } from '../../data/prepare.js';
import type { Work } from '../../turns.js';
import { regressionMetrics } from '../regressionMetrics.js';
import { fittingLeastSquares, predictingLinearly } from './leastSquares.js';

/** What simpler models make of the test rows, fitted on the training rows: R², null where there is none. */
export interface Baselines {
  /** The training rows' mean, for every row. */
  meanR2: number | null;
  /** A linear fit of the features; undefined where there are too many of them to fit in a moment. */
  linearR2: number | null | undefined;
}

export const MOST_LINEAR_FEATURES = 2000;

export function* fittingBaselines({ train, test }: Pick<PreparedData, 'train' | 'test'>): Work<Baselines> {
  const { actual } = test;
  const [first = 0] = train.actual;
  const mean = first + train.actual.reduce((sum, value) => sum + (value - first), 0) / train.actual.length;
  const meanR2 = regressionMetrics(actual, new Float64Array(actual.length).fill(mean)).r2;
  if (train.x.columns > MOST_LINEAR_FEATURES) return { meanR2, linearR2: undefined };
  const fit = yield* fittingLeastSquares(train.x, train.actual);
  const predicted = yield* predictingLinearly(fit, test.x);
  return { meanR2, linearR2: regressionMetrics(actual, predicted).r2 };
}
