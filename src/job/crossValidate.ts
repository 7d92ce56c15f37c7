import type { TrainConfig } from '../config/trainConfig.js';
import type { Folds } from '../data/folds.js';
import type { FoldResult } from '../run/folds.js';
import { type BestEpoch, betterOf } from '../training/earlyStopping.js';
import type { EpochRecord } from '../training/history.js';
import { meanMetrics, targetMetrics } from '../training/targetMetrics.js';
import { trainModel } from '../training/trainModel.js';
import type { JobWatcher } from './job.js';

const nothing = { rmse: null, mae: null, r2: null };

/**
 * Trains on each fold's rows as the run is trained, and tests on those that it holds out. Folds that an earlier process was through
 * with are taken from there; what is interrupted is left out, and done when the run goes on.
 *
 * @param kept what an earlier process was through with, and what takes all of them as each ends
 * @returns what came of each fold, in their order
 */
export async function crossValidate(
  config: TrainConfig,
  folds: Folds,
  watcher: JobWatcher,
  kept: { earlier: readonly FoldResult[]; keep: (results: readonly FoldResult[]) => void },
): Promise<FoldResult[]> {
  const results = kept.earlier.slice(0, folds.count);
  if (results.length > 0)
    watcher.note?.(`The first ${results.length} of ${folds.count} folds are those that were trained before.`);
  while (results.length < folds.count) {
    const data = await folds.prepare(results.length);
    const { isInterrupted } = watcher;
    const { patience, minDelta } = config.training;
    const seen: { last?: EpochRecord; best?: EpochRecord; lowest?: BestEpoch } = {};
    const { status, epochs, predictions } = await trainModel(config, data, {
      isInterrupted,
      keepsHistory: false,
      onEpoch: (record) => {
        const better = betterOf(seen.lowest, record, minDelta);
        if (better !== seen.lowest) seen.best = record;
        seen.lowest = better;
        seen.last = record;
      },
    });
    if (status === 'interrupted') break;
    const metrics =
      predictions === undefined ? nothing : meanMetrics(targetMetrics(data.test.actual, predictions.test));
    const { testLoss = null } = (patience === undefined ? seen.last : seen.best) ?? {};
    const loss = predictions === undefined ? null : testLoss;
    results.push({ trainRows: data.train.x.rows, testRows: data.test.x.rows, epochs, loss, ...metrics });
    kept.keep(results);
    watcher.onFold?.(results.length, folds.count, metrics);
  }
  return results;
}
