import { SingleBar } from 'cli-progress';
import { formatCount, formatNumber, formatSeconds } from '../format.js';
import { type BestEpoch, betterOf } from '../training/earlyStopping.js';
import type { EpochRecord } from '../training/history.js';
import { print } from './print.js';

/** Shows epochs as they end. */
export interface Progress {
  update(record: EpochRecord): void;
  /** Leaves the terminal as it was; may be called twice. */
  stop(): void;
}

const PLAIN_LINES = 12;

/** What decides when the run ends and which weights it predicts with. */
export interface Deciding {
  epochs: number;
  /** With a patience the best epoch decides. */
  patience?: number | undefined;
  minDelta: number;
  /** That of an earlier training that goes on. */
  best?: BestEpoch | undefined;
}

export function createProgress(deciding: Deciding, stream: NodeJS.WriteStream, quiet: boolean): Progress {
  if (quiet) return { update: () => {}, stop: () => {} };
  const { epochs, patience, minDelta } = deciding;
  const shown = stream.isTTY ? progressBar(epochs, stream) : plainLines(epochs, stream);
  let { best } = deciding;
  return {
    update: (record) => {
      best = betterOf(best, record, minDelta);
      shown.update({ record, bestEpoch: patience === undefined ? undefined : best.epoch });
    },
    stop: () => shown.stop(),
  };
}

/** An epoch as it is shown. */
interface ShownEpoch {
  record: EpochRecord;
  /** Where it decides. */
  bestEpoch: number | undefined;
}

/** The losses; that of the validation rows, where there are such rows, decides, and so stands before that of the test rows. */
function figuresOf({ record: { trainLoss, valLoss, testLoss }, bestEpoch }: ShownEpoch): string[] {
  const best = bestEpoch === undefined ? [] : [`best epoch ${formatCount(bestEpoch)}`];
  const train = `train ${formatNumber(trainLoss)}`;
  const test = `test ${formatNumber(testLoss)}`;
  return valLoss === undefined
    ? [train, test, ...best]
    : [train, `val ${formatNumber(valLoss)}`, ...best, test];
}

/** How epochs are written. */
interface Writer {
  update(shown: ShownEpoch): void;
  stop(): void;
}

/** One line that is rewritten, and gone at the end. */
function progressBar(epochs: number, stream: NodeJS.WriteStream): Writer {
  let latest: ShownEpoch | undefined;
  const bar = new SingleBar({
    stream,
    format: (_options, { progress }) => progressLine(progress, epochs, latest, stream.columns),
    clearOnComplete: true,
  });
  let isOn = true;
  bar.start(epochs, 0);
  return {
    update: (shown) => {
      latest = shown;
      if (isOn) bar.update(shown.record.epoch);
    },
    stop: () => {
      if (isOn) bar.stop();
      isOn = false;
    },
  };
}

const BAR_WIDTH = 24;
const SHORTEST_BAR = 5;

/**
 * The line of a terminal's progress: a bar, the epoch, the losses and the time left. The bar gives way first where the
 * terminal is narrow, then the figures from the right.
 */
export function progressLine(
  fraction: number,
  epochs: number,
  shown: ShownEpoch | undefined,
  columns = 80,
): string {
  const epoch = shown?.record.epoch ?? 0;
  const figures = [`epoch ${formatCount(epoch)}/${formatCount(epochs)}`];
  if (shown !== undefined) {
    const left = (shown.record.seconds / epoch) * (epochs - epoch);
    figures.push(...figuresOf(shown), `${formatSeconds(left)} left`);
  }
  // The last column stays free: some terminals wrap when it is written to.
  while (figures.length > 1 && figures.join('  ').length >= columns) figures.pop();
  const text = figures.join('  ');
  const width = Math.min(BAR_WIDTH, columns - text.length - 2);
  if (width < SHORTEST_BAR) return text;
  const full = Math.round(width * fraction);
  return `${'█'.repeat(full)}${'░'.repeat(width - full)} ${text}`;
}

/** A line now and then, for logs and pipes. */
function plainLines(epochs: number, stream: NodeJS.WriteStream): Writer {
  const every = Math.ceil(epochs / PLAIN_LINES);
  const width = formatCount(epochs).length;
  return {
    update: (shown) => {
      const { epoch, seconds } = shown.record;
      if (epoch % every !== 0 && epoch !== epochs) return;
      const place = `epoch ${formatCount(epoch).padStart(width)}/${formatCount(epochs)}`;
      print(stream, [place, ...figuresOf(shown), formatSeconds(seconds)].join('  '));
    },
    stop: () => {},
  };
}
