import { describeData, describeDropped, describeTexts } from '../../config/describe.js';
import { settingName } from '../../config/differences.js';
import type { TrainSettingName } from '../../config/trainSettings.js';
import { AdamTrainError, exitCodes } from '../../errors.js';
import { formatCount, formatPlural, formatSeconds } from '../../format.js';
import { estimatedSeconds } from '../../sweep/estimate.js';
import type { FinishedSweep, SweepOptions, SweepScale } from '../../sweep/finishSweep.js';
import { sweepPhrases } from '../../sweep/phrases.js';
import type { SweepPlan } from '../../sweep/plan.js';
import { sweptKeys } from '../../sweep/sweepCsv.js';
import { shellWord } from '../../text.js';
import { alignColumns } from '../columns.js';
import { createNotes, print, printJson } from '../print.js';
import { onInterruption } from '../signals.js';
import { createSweepProgress, type ShownSweep } from './sweepProgress.js';
import { sweepResultLines } from './sweepResult.js';

/** A sweep that a terminal follows. */
export interface WatchedSweep {
  watch: SweepOptions['watch'];
  /** Says something on its way, without harm to the progress that is shown. */
  note: (sentence: string) => void;
  /**
   * Prints what came of it.
   *
   * @throws AdamTrainError with the exit code of a sweep of which no trial finished
   */
  show: (finished: FinishedSweep) => void;
}

/**
 * Follows a sweep in the terminal: its header and its progress; the user may interrupt it.
 *
 * @param queue whose workers train it, as it may be shown; undefined if this machine does
 */
export function watchSweep(
  { common: { output } }: Pick<SweepPlan, 'common'>,
  queue: string | undefined,
): WatchedSweep {
  const note = createNotes(process.stderr, output.quiet);
  let interruptedBy: number | undefined;
  let progress: ShownSweep | undefined;
  const stop = () => progress?.stop();
  return {
    note: (sentence) => (progress?.note ?? note)(sentence),
    watch: (plan, folder, scale) => {
      for (const line of headerLines(plan, folder.path, scale, queue)) note(line);
      progress = createSweepProgress(
        plan,
        queue === undefined ? 'running' : 'on the queue',
        process.stderr,
        output.quiet,
      );
      const whenInterrupted = new Promise<void>((resolve) => {
        onInterruption((exitCode) => {
          interruptedBy = exitCode;
          stop();
          note(
            scale.workers === undefined
              ? 'Interrupted: taking back the trials that no worker has; once more to end at once.'
              : 'Interrupted: ending after the epochs that run; once more to end at once.',
          );
          resolve();
        });
      });
      return {
        onBegin: progress.begin,
        onTrial: progress.update,
        onTrained: () => {
          stop();
          // No epoch runs any more; resume writes what is left.
          onInterruption((exitCode) => {
            note(
              `Interrupted before all was written; go on with adam-train resume ${shellWord(folder.path)}.`,
            );
            process.exit(exitCode);
          });
        },
        isInterrupted: () => interruptedBy !== undefined,
        whenInterrupted,
      };
    },
    show: ({ plan, folder, outcome, summary }) => {
      stop();
      onInterruption(undefined);
      if (output.json) printJson(process.stdout, summary);
      else print(process.stdout, ...sweepResultLines(plan, summary, folder.files()));
      if (outcome.status === 'interrupted') {
        note(
          `Interrupted after ${formatPlural(summary.trials.total, 'trial')}; go on with adam-train resume ${shellWord(folder.path)}${queue === undefined ? '' : ' and the same --queue'}.`,
        );
        process.exitCode = interruptedBy ?? exitCodes.interrupted;
        return;
      }
      checkOutcome(plan, outcome, folder.path);
    },
  };
}

/** As the winner's settings are called in the end. */
function variedNames(plan: SweepPlan): string[] {
  return sweptKeys(plan).map((key) => settingName(key as TrainSettingName));
}

function headerLines(
  plan: SweepPlan,
  path: string,
  { workers, data, there }: SweepScale,
  queue: string | undefined,
): string[] {
  const { size, dropped, leftOut, columns } = data;
  const texts = describeTexts(columns);
  const { common } = plan;
  return alignColumns([
    ['sweep', path],
    ['data', describeData(common.data, size)],
    ...(dropped === undefined ? [] : [['missing', describeDropped(dropped)]]),
    ...(leftOut === undefined ? [] : [['left out', leftOut.join(', ')]]),
    ...(texts === undefined ? [] : [['text', texts]]),
    ['varies', variedNames(plan).join(', ')],
    ['trials', sweepPhrases(plan).join(', ')],
    ...(there === 0 ? [] : [['there', `${formatPlural(there, 'trial')} from before`]]),
    ['workers', describeWorkers(workers, queue, estimatedSeconds(plan, size, workers ?? 1, there), there)],
  ]);
}

/** @param seconds that these take in all; one of them, where others train than this machine's */
function describeWorkers(
  workers: number | undefined,
  queue: string | undefined,
  seconds: number,
  there: number,
): string {
  const time = `about ${formatSeconds(roughly(seconds))} ${there > 0 ? 'for what is left' : 'in all'}`;
  return workers === undefined
    ? `those at the queue ${queue}; one process alone would take ${time}`
    : `${formatCount(workers)}, ${time}`;
}

/** In one digit, or in full minutes. */
function roughly(seconds: number): number {
  return seconds < 60 ? Math.max(1, Number(seconds.toPrecision(1))) : 60 * Math.round(seconds / 60);
}

/** @throws AdamTrainError where no trial finished, or failures ended the sweep */
function checkOutcome(
  { maxFailures, metric }: SweepPlan,
  { status, ended, standings }: FinishedSweep['outcome'],
  path: string,
): void {
  const last = ended.findLast(({ result }) => result.reason !== undefined)?.result.reason;
  const resume = `adam-train resume ${shellWord(path)} --failed`;
  if (status === 'failed') {
    throw new AdamTrainError(
      `${formatPlural(maxFailures, 'trial')} in a row failed, the last because: ${last} Mend that, and go on with ${resume}.`,
    );
  }
  if (standings.best !== undefined) return;
  if (ended.length > 0 && ended.every(({ result }) => result.status === 'diverged')) {
    throw new AdamTrainError('Every trial diverged; sweep over smaller learning rates.', exitCodes.diverged);
  }
  const why = last === undefined ? `none has a finite ${metric}.` : `the last failed because: ${last}`;
  throw new AdamTrainError(`No trial finished: ${why} Look at sweep.csv in ${path}.`);
}
