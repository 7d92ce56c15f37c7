import { SingleBar } from 'cli-progress';
import { formatCount, formatNumber, formatSeconds } from '../format.js';
import type { EpochRecord } from '../training/history.js';
import { print } from './print.js';

/** Shows epochs as they end. */
export interface Progress {
  update(record: EpochRecord): void;
  /** Leaves the terminal as it was; may be called twice. */
  stop(): void;
}

const PLAIN_LINES = 12;

export function createProgress(epochs: number, stream: NodeJS.WriteStream, quiet: boolean): Progress {
  if (quiet) return { update: () => {}, stop: () => {} };
  return stream.isTTY ? progressBar(epochs, stream) : plainLines(epochs, stream);
}

/** One line that is rewritten, and gone at the end. */
function progressBar(epochs: number, stream: NodeJS.WriteStream): Progress {
  let latest: EpochRecord | undefined;
  const bar = new SingleBar({
    stream,
    format: (_options, { progress }) => progressLine(progress, epochs, latest, stream.columns),
    clearOnComplete: true,
  });
  let isOn = true;
  bar.start(epochs, 0);
  return {
    update: (record) => {
      latest = record;
      if (isOn) bar.update(record.epoch);
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
  record: EpochRecord | undefined,
  columns = 80,
): string {
  const epoch = record?.epoch ?? 0;
  const figures = [`epoch ${formatCount(epoch)}/${formatCount(epochs)}`];
  if (record !== undefined) {
    const left = (record.seconds / epoch) * (epochs - epoch);
    figures.push(`train ${formatNumber(record.trainLoss)}`, `test ${formatNumber(record.testLoss)}`);
    figures.push(`${formatSeconds(left)} left`);
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
function plainLines(epochs: number, stream: NodeJS.WriteStream): Progress {
  const every = Math.ceil(epochs / PLAIN_LINES);
  const width = formatCount(epochs).length;
  return {
    update: ({ epoch, trainLoss, testLoss, seconds }) => {
      if (epoch % every !== 0 && epoch !== epochs) return;
      print(
        stream,
        `epoch ${formatCount(epoch).padStart(width)}/${formatCount(epochs)}  train ${formatNumber(trainLoss)}  test ${formatNumber(testLoss)}  ${formatSeconds(seconds)}`,
      );
    },
    stop: () => {},
  };
}
