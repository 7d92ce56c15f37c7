import type { TrainConfig } from '../config/trainConfig.js';
import type { Summary } from '../run/summary.js';

/** Why a linear fit is ahead of the network, where the rows are generated and it is. */
export function linearAdvantage(
  { test_r2: network, baseline_linear_r2: linear }: Pick<Summary, 'test_r2' | 'baseline_linear_r2'>,
  { data }: Pick<TrainConfig, 'data'>,
): string | undefined {
  if (data.source !== 'generated' || typeof linear !== 'number' || network === null) return undefined;
  if (linear <= network) return undefined;
  return 'A linear fit is ahead of the network here, because generated targets are linear: sums of the features, each times a number, and noise.';
}
