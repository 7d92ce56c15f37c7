import { basename, resolve } from 'node:path';
import { dataPhrase } from '../config/differences.js';
import { lockHolder } from '../run/lockHolder.js';
import { RunFolder } from '../run/runFolder.js';
import { configurationCount } from './estimate.js';
import type { MetricName } from './metric.js';
import { readSpace } from './readSpace.js';
import { readSweepSummary } from './report/readSummary.js';
import type { ShownSummary } from './results.js';
import { recordedTrials } from './trialRecord.js';

/** What a sweep's folder tells of the sweep, whether it has ended or not. */
export interface SweepFacts {
  /** At work; killed, or ended by an error or Ctrl-C before its summary; or as it ended. */
  status: ShownSummary['status'] | 'running' | 'killed' | 'unfinished';
  /** In a phrase. */
  data: string;
  /** That there are to be. */
  trials: number;
  /** Those that have. */
  ended: number;
  metric: MetricName;
  /** Over its seeds; null before the sweep has ended, and where no trial may win. */
  best: { trial: string; value: number } | null;
}

/**
 * Reads what a sweep's folder tells.
 *
 * @throws AdamTrainError (exit code 1) if its space.json or summary is damaged, UsageError for a setting outside its rule
 */
export function sweepFacts(path: string): SweepFacts {
  const folder = new RunFolder(basename(resolve(path)), path, { chosenBy: 'an earlier run' });
  const { plan } = readSpace(folder, {});
  const holder = lockHolder(path);
  // One that goes on has taken its summary away.
  const summary = holder === 'living' ? undefined : readSweepSummary(folder);
  const best = summary?.best;
  return {
    status: statusOf(holder, summary),
    data: dataPhrase(plan.common),
    // A search may have used its space up before.
    trials: summary?.status === 'completed' ? summary.trials.total : configurationCount(plan) * plan.repeats,
    ended: summary?.trials.total ?? recordedTrials(folder),
    metric: plan.metric,
    best: best ? { trial: best.folder, value: best.value } : null,
  };
}

function statusOf(
  holder: ReturnType<typeof lockHolder>,
  summary: ShownSummary | undefined,
): SweepFacts['status'] {
  if (holder === 'living') return 'running';
  return summary?.status ?? (holder === 'killed' ? 'killed' : 'unfinished');
}
