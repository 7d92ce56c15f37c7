import { columnOf } from '../../data/matrix.js';
import type { PreparedData } from '../../data/prepare.js';
import type { Work } from '../../turns.js';
import { regressionMetrics } from '../regressionMetrics.js';
import { fittingLeastSquares, predictingLinearly } from './leastSquares.js';

/** What simpler models make of a target of the test rows, fitted on the training rows: R², null where there is none. */
export interface Baselines {
  /** The training rows' mean, for every row. */
  meanR2: number | null;
  /** A linear fit of the features; undefined where there are too many of them to fit in a moment. */
  linearR2: number | null | undefined;
}

export const MOST_LINEAR_FEATURES = 2000;

/** @returns [targets] */
export function* fittingBaselines({ train, test }: Pick<PreparedData, 'train' | 'test'>): Work<Baselines[]> {
  const fits =
    train.x.columns > MOST_LINEAR_FEATURES ? [] : yield* fittingLeastSquares(train.x, train.actual);
  const baselines: Baselines[] = [];
  for (let target = 0; target < test.actual.columns; target++) {
    const actual = columnOf(test.actual, target);
    const meanR2 = regressionMetrics(actual, new Float64Array(actual.length).fill(meanOf(train, target))).r2;
    const { [target]: fit } = fits;
    const predicted = fit && (yield* predictingLinearly(fit, test.x));
    baselines.push({ meanR2, linearR2: predicted && regressionMetrics(actual, predicted).r2 });
  }
  return baselines;
}

function meanOf({ actual }: Pick<PreparedData['train'], 'actual'>, target: number): number {
  const values = columnOf(actual, target);
  const [first = 0] = values;
  return first + values.reduce((sum, value) => sum + (value - first), 0) / values.length;
}
