import { SingleBar } from 'cli-progress';
import type { EpochRecord } from '../training/history.js';
import { formatCount, formatNumber, formatSeconds } from './format.js';

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
  const bar = new SingleBar({
    stream,
    format: '{bar} epoch {value}/{total}  train {train}  test {test}  {left}',
    barCompleteChar: '█',
    barIncompleteChar: '░',
    barsize: 24,
    clearOnComplete: true,
  });
  bar.start(epochs, 0, { train: '–', test: '–', left: '' });
  return {
    update: ({ epoch, trainLoss, testLoss, seconds }) => {
      bar.update(epoch, {
        train: formatNumber(trainLoss),
        test: formatNumber(testLoss),
        left: `${formatSeconds((seconds / epoch) * (epochs - epoch))} left`,
      });
    },
    stop: () => bar.stop(),
  };
}

/** A line now and then, for logs and pipes. */
function plainLines(epochs: number, stream: NodeJS.WriteStream): Progress {
  const every = Math.ceil(epochs / PLAIN_LINES);
  const width = formatCount(epochs).length;
  return {
    update: ({ epoch, trainLoss, testLoss, seconds }) => {
      if (epoch % every !== 0 && epoch !== epochs) return;
      stream.write(
        `epoch ${formatCount(epoch).padStart(width)}/${formatCount(epochs)}  train ${formatNumber(trainLoss)}  test ${formatNumber(testLoss)}  ${formatSeconds(seconds)}\n`,
      );
    },
    stop: () => {},
  };
}
