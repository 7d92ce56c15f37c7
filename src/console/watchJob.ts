import type { TrainConfig } from '../config/trainConfig.js';
import { formatNumber, formatR2 } from '../format.js';
import type { JobOutcome, JobWatcher } from '../job/job.js';
import { shellWord } from '../text.js';
import { advice, averageAdvice } from './advice.js';
import { divergedError } from './divergence.js';
import { headerLines } from './header.js';
import { linearAdvantage } from './linearAdvantage.js';
import { createLoading } from './loading.js';
import { createNotes, print, printJson } from './print.js';
import { createProgress, type Progress } from './progress.js';
import { resultLines } from './resultTable.js';
import { onInterruption } from './signals.js';

/** A job that a terminal follows. */
export interface WatchedJob {
  watcher: JobWatcher;
  /**
   * Prints what came of it, and what to try next.
   *
   * @throws AdamTrainError with exit code 4 if training diverged
   */
  show: (outcome: JobOutcome) => Promise<void>;
}

/** Sees to it that `free` is called if the process ends before; gives what takes that back. */
export function untilExit(free: () => void): () => void {
  process.once('exit', free);
  return () => {
    process.off('exit', free);
  };
}

/** Whether charts are shown on the terminal; says why not where they were asked for. */
export function showsCharts(
  { show, json, quiet }: { show: boolean; json?: boolean; quiet?: boolean },
  note: (sentence: string) => void,
): boolean {
  if (!show || quiet) return false;
  if (json)
    note('--show does nothing with --json, whose output is read by programs; leave one of the two out.');
  else if (!process.stdout.isTTY) {
    note('--show does nothing here: standard output is no terminal.');
  }
  return !json && process.stdout.isTTY;
}

/**
 * Follows a job in the terminal: its header, its progress and its notes; the user may interrupt it.
 *
 * @param notes what is to be said of its settings
 */
export function watchJob({ output }: TrainConfig, notes: readonly string[] = []): WatchedJob {
  const { stderr } = process;
  const note = createNotes(stderr, output.quiet);
  notes.forEach(note);
  const isShown = showsCharts(output, note);
  let interruptedBy: number | undefined;
  let progress: Progress | undefined;
  let leaveExit = () => {};
  const watcher: JobWatcher = {
    note,
    guard: untilExit,
    onReading: (name) => createLoading(name, stderr, output.quiet),
    onReady: (job) => headerLines(job).forEach(note),
    onFold: (fold, of, { r2, rmse }) => {
      note(`fold ${fold}/${of}  R² ${formatR2(r2)}  RMSE ${formatNumber(rmse)}`);
    },
    onTraining: ({ config: { training }, data, resumeFrom }) => {
      const warning = averageAdvice(training, data.train.x.rows);
      if (warning !== undefined) note({ style: 'yellow', text: warning });
      const shown = createProgress({ ...training, best: resumeFrom?.state.best }, stderr, output.quiet);
      progress = shown;
      // A terminal is left as it was, whatever ends the process.
      leaveExit = untilExit(() => shown.stop());
      onInterruption((exitCode) => {
        interruptedBy = exitCode;
        shown.stop(); // the note would stand in the middle of its line
        note('Interrupted: ending after this epoch and saving; once more to end at once.');
      });
    },
    onEpoch: (record) => progress?.update(record),
    isInterrupted: () => interruptedBy !== undefined,
    onTrained: ({ folder }) => {
      leaveExit();
      progress?.stop();
      if (interruptedBy !== undefined) return;
      // What is left is done in seconds, and resume does it too.
      onInterruption((exitCode) => {
        note(`Interrupted before all was written; go on with adam-train resume ${shellWord(folder.path)}.`);
        process.exit(exitCode);
      });
    },
  };
  return {
    watcher,
    show: async (outcome) => {
      onInterruption(undefined);
      printResult(outcome);
      if (isShown) {
        const { showRun } = await import('./show/showCharts.js');
        await showRun(outcome, untilExit);
      }
      sayWhatNext(outcome, note);
      if (interruptedBy !== undefined) process.exitCode = interruptedBy;
    },
  };
}

function printResult({ config, folder, summary }: JobOutcome): void {
  if (config.output.json) printJson(process.stdout, summary);
  else print(process.stdout, ...resultLines(summary, folder.files()));
}

/** @throws AdamTrainError with exit code 4 if training diverged */
function sayWhatNext(
  { config, folder, summary, sample, last, targets }: JobOutcome,
  note: ReturnType<typeof createNotes>,
): void {
  const { status } = summary;
  if (status === 'diverged') throw divergedError(last, config);
  if (status === 'interrupted') {
    note(
      `Interrupted after epoch ${summary.epochs}; go on with adam-train resume ${shellWord(folder.path)}.`,
    );
    return;
  }
  const hint = advice({ history: sample, status, r2: summary.test_r2, targets }, config);
  if (hint !== undefined) note({ style: 'yellow', text: hint });
  const why = linearAdvantage(summary, config);
  if (why !== undefined) note(why);
}
