import { basename, resolve } from 'node:path';
import type { ChartedSweep } from '../../charts/sweep/chartedSweep.js';
import { type TrainSettingName, trainTable } from '../../config/trainSettings.js';
import { changedSettings, reportSettings } from '../../job/report/settings.js';
import type { ReportedTrial } from '../../pages/sweep/report.js';
import { sweepPage } from '../../pages/sweep/sweepPage.js';
import { type EndedSweep, epochOf } from '../chartedSweep.js';
import { sweepPhrases } from '../phrases.js';
import type { SweepPlan } from '../plan.js';
import type { ShownSummary } from '../results.js';
import { figureNames } from '../sweepCsv.js';
import { sweepCommands } from './commands.js';
import { biasNote, sweepResults } from './results.js';
import { isShared, triedSettings } from './tried.js';

/** Which sweep a page is of. */
interface ReportedSweep {
  plan: SweepPlan;
  /** The sweep's folder. */
  path: string;
  charted: ChartedSweep;
  ended: EndedSweep['ended'];
  summary: ShownSummary;
}

/** report.html's text: sweep and report write the same. */
export function sweepReport({ plan, path, charted, ended, summary }: ReportedSweep): string {
  const { common } = plan;
  return sweepPage({
    charted,
    facts: [...charted.settings, ...sweepPhrases(plan)],
    flags: flagsOf(charted),
    results: sweepResults(plan, summary),
    note: biasNote(plan, summary),
    figures: figureNames(plan),
    trials: reportedTrials(plan, ended),
    space: triedSettings(plan),
    settings: reportSettings(common, changedSettings(common), path, (key) => isShared(plan, key)),
    // Its folder may have been renamed.
    commands: sweepCommands(plan, { ...summary, name: basename(resolve(path)) }),
  });
}

function flagsOf({ dimensions }: ChartedSweep): Record<string, readonly string[]> {
  return Object.fromEntries(
    dimensions.map(({ key }) => {
      const { flag, aliases } = trainTable[key as TrainSettingName];
      return [key, [flag, ...aliases]];
    }),
  );
}

function reportedTrials({ repeats }: SweepPlan, ended: EndedSweep['ended']): ReportedTrial[] {
  const configurations = [...new Set(ended.map(({ trial }) => trial.configuration))].sort((a, b) => a - b);
  const places = new Map(configurations.map((configuration, place) => [configuration, place]));
  return ended.map(({ trial: { number, configuration, seed }, result }) => ({
    number,
    configuration: places.get(configuration) as number,
    seed: repeats > 1 ? seed : undefined,
    status: result.status,
    epochs: result.epochs,
    figures: result.figures,
    losses: result.losses,
    epoch: epochOf(result),
    seconds: result.seconds,
    worker: result.worker,
    reason: result.reason,
  }));
}
