import type { DataSize } from '../config/describe.js';
import { momentarySettings } from '../config/outputSettings.js';
import { flatSettings } from '../config/trainConfig.js';
import { pathsFrom } from '../run/configJson.js';
import type { RunFolder } from '../run/runFolder.js';
import { type TrialStatus, trialStatuses } from '../run/trialStatus.js';
import { type SweepPlan, trialConfig } from './plan.js';
import type { SweepOutcome } from './runSweep.js';
import { sweptSettings } from './sweepCsv.js';
import { type Trial, trialFolderName } from './trial.js';

/** The file of a sweep's folder that has the winner's settings, as `train --config` takes them. */
export const bestFileName = 'best.json';

/** What best.json leaves out: what is of the moment, or was chosen for the sweep's workers, and not about the numbers. */
const leftOut = [...momentarySettings, 'threads'];

/** summary.json, which `--json` prints too. */
export interface SweepSummary {
  status: SweepOutcome['status'];
  metric: string;
  /** How many trials ended how. */
  trials: { total: number } & Partial<Record<TrialStatus, number>>;
  best: {
    /** The first of its seeds. */
    trial: number;
    folder: string;
    /** The settings that vary. */
    settings: Record<string, unknown>;
    /** All of them, as best.json has them. */
    config: Record<string, unknown>;
    /** Over its seeds. */
    value: number;
    spread: number | null;
    /** On the test rows, over its seeds; they had no part in the choice unless the metric is of them. */
    test_r2: number | null;
    test_rmse: number | null;
    test_mae: number | null;
  } | null;
  seconds: number;
  name: string;
  /** Of the first trial's data, all parts together. */
  rows: number;
  features: number;
}

/** What of it the sweep's page shows; earlier versions did not write the data's size. */
export type ShownSummary = Omit<SweepSummary, 'best' | 'rows' | 'features'> & {
  best: Omit<NonNullable<SweepSummary['best']>, 'config'> | null;
  rows?: number | undefined;
  features?: number | undefined;
};

export function summarizeSweep(
  plan: SweepPlan,
  { status, ended, standings }: SweepOutcome,
  { folder, seconds, size }: { folder: RunFolder; seconds: number; size: DataSize },
): SweepSummary {
  const counts = trialStatuses.map((each) => [
    each,
    ended.filter(({ result }) => result.status === each).length,
  ]);
  const { best } = standings;
  const first = best?.trials[0]?.trial;
  const mean = (figure: 'test_r2' | 'test_rmse' | 'test_mae') => {
    const values = best?.trials.map(({ result }) => result.figures[figure] ?? Number.NaN) ?? [];
    const sum = values.reduce((all, value) => all + value, 0) / values.length;
    return Number.isFinite(sum) ? sum : null;
  };
  return {
    status,
    metric: plan.metric,
    trials: { total: ended.length, ...Object.fromEntries(counts.filter(([, count]) => count !== 0)) },
    best:
      best === undefined || first === undefined
        ? null
        : {
            trial: first.number,
            folder: trialFolderName(first.number),
            settings: sweptSettings(plan, first),
            config: bestConfig(folder, plan, first),
            value: best.mean,
            spread: best.spread ?? null,
            test_r2: mean('test_r2'),
            test_rmse: mean('test_rmse'),
            test_mae: mean('test_mae'),
          },
    seconds,
    name: folder.name,
    ...size,
  };
}

/** Writes best.json; nothing where no trial may win. */
export function writeBest(folder: RunFolder, plan: SweepPlan, { standings }: SweepOutcome): void {
  const first = standings.best?.trials[0]?.trial;
  if (first === undefined) return;
  folder.writeJson(bestFileName, bestConfig(folder, plan, first));
}

function bestConfig(folder: RunFolder, plan: SweepPlan, first: Trial): Record<string, unknown> {
  const flat = flatSettings(trialConfig(plan, first));
  const settings: Record<string, unknown> = { ...flat, ...pathsFrom(folder, flat) };
  for (const key of leftOut) delete settings[key];
  return settings;
}
