import { SingleBar } from 'cli-progress';
import { formatCount, formatNumber, formatSeconds } from '../../format.js';
import type { SweepPlan } from '../../sweep/plan.js';
import type { SweepProgress } from '../../sweep/runSweep.js';
import { print } from '../print.js';

/** Shows how far a sweep is. */
export interface ShownSweep {
  /** Takes what says at any time how far the sweep is. */
  begin: (progress: () => SweepProgress) => void;
  /** A trial ended. */
  update: (progress: () => SweepProgress) => void;
  /** Says something else on its way. */
  note: (sentence: string) => void;
  /** Leaves the terminal as it was; may be called twice. */
  stop: () => void;
}

const MILLISECONDS_BETWEEN = 200;
const SECONDS_BETWEEN_LINES = 5;

/** @param where what a trial is that has begun and not ended: `running`, or `on the queue` */
export function createSweepProgress(
  { metric }: Pick<SweepPlan, 'metric'>,
  where: string,
  stream: NodeJS.WriteStream,
  quiet: boolean,
): ShownSweep {
  if (quiet) return { begin: () => {}, update: () => {}, note: () => {}, stop: () => {} };
  const text = (progress: SweepProgress) => progressText(metric, where, progress);
  return stream.isTTY ? bar(text, stream) : lines(text, stream);
}

/** done 12/40, 2 running, 1 failed, best val_loss 9.8 (trial 7), 12 s left */
function progressText(
  metric: string,
  where: string,
  { done, total, running, failed, known, best, seconds }: SweepProgress,
): string {
  const trained = done - known;
  const left = trained === 0 ? undefined : (seconds / trained) * (total - done);
  return [
    `${formatCount(done)}/${formatCount(total)} trials`,
    ...(running > 0 ? [`${formatCount(running)} ${where}`] : []),
    ...(failed > 0 ? [`${formatCount(failed)} failed`] : []),
    ...(best === undefined
      ? []
      : [`best ${metric} ${formatNumber(best.mean)} (trial ${best.trials[0]?.trial.number})`]),
    ...(left === undefined ? [] : [`${formatSeconds(left)} left`]),
  ].join('  ');
}

/** One line that is rewritten, and gone at the end. */
function bar(textOf: (progress: SweepProgress) => string, stream: NodeJS.WriteStream): ShownSweep {
  let text = '';
  let timer: NodeJS.Timeout | undefined;
  let isOn = true;
  const single = new SingleBar({
    stream,
    format: () => text.slice(0, (stream.columns ?? 80) - 1),
    clearOnComplete: true,
  });
  single.start(1, 0);
  return {
    begin: (progress) => {
      timer = setInterval(() => {
        text = textOf(progress());
        single.update(0);
      }, MILLISECONDS_BETWEEN).unref();
    },
    update: () => {},
    note: (sentence) => {
      if (isOn) single.stop(); // it goes on below
      print(stream, sentence);
      if (isOn) single.start(1, 0);
    },
    stop: () => {
      clearInterval(timer);
      if (isOn) single.stop();
      isOn = false;
    },
  };
}

/** A line now and then, for logs and pipes. */
function lines(textOf: (progress: SweepProgress) => string, stream: NodeJS.WriteStream): ShownSweep {
  let last = performance.now();
  return {
    begin: () => {},
    update: (progress) => {
      if (performance.now() - last < 1000 * SECONDS_BETWEEN_LINES) return;
      last = performance.now();
      print(stream, textOf(progress()));
    },
    note: (sentence) => print(stream, sentence),
    stop: () => {
      last = Number.POSITIVE_INFINITY;
    },
  };
}
