import type { SweptTrial } from '../../src/charts/sweep/chartedSweep.js';
import type { ReportedTrial, SweepReport } from '../../src/pages/sweep/report.js';
import { learningRate, momentum, optimizer, sweepOf, trialOf } from '../charts/sweep/sweeps.js';

/** A trial of its own configuration, as the page has it. */
export function reportedTrial(
  { trial, metric, status, losses, epoch }: SweptTrial,
  rest: Partial<ReportedTrial> = {},
): ReportedTrial {
  return {
    number: trial,
    configuration: trial - 1,
    seed: undefined,
    status,
    epochs: losses.length,
    figures: { train_loss: metric / 2, val_loss: metric, test_loss: 2 * metric },
    losses,
    epoch,
    seconds: 0.1234567,
    worker: 1,
    reason: undefined,
    ...rest,
  };
}

/** A sweep of these configurations, whose every text is the given one. */
export function sweepReportOf(
  text: string,
  configurations: readonly SweptTrial[],
  trials = configurations.map((one) => reportedTrial(one)),
): SweepReport {
  const charted = sweepOf([learningRate, momentum, optimizer], configurations, { name: text });
  return {
    charted,
    facts: [text, text],
    flags: {
      learningRate: ['--lr', '--learning-rate'],
      momentum: ['--momentum'],
      optimizer: ['--optimizer'],
    },
    results: [[text, text]],
    note: text,
    figures: ['train_loss', 'val_loss', 'test_loss'],
    trials,
    space: [[text, text]],
    settings: { changed: [[text, text]], others: [[text, text]] },
    commands: [{ what: text, command: text }],
  };
}

/** Trials of which each tenth diverged, each third has no momentum, and losses swing. */
export function manyTrials(count: number, epochs: number): SweptTrial[] {
  return Array.from({ length: count }, (_, i) =>
    trialOf(
      i + 1,
      {
        learningRate: 10 ** -(1 + ((i * 13) % 40) / 10.123456789),
        optimizer: i % 3 === 0 ? 'adam' : 'sgd',
        ...(i % 3 === 0 ? {} : { momentum: i % 2 === 0 ? null : (i % 10) / 10 }),
      },
      i % 10 === 9 ? Number.NaN : 10 + ((i * 37) % 1009) / 7,
      {
        losses: Array.from({ length: epochs }, (_, j) =>
          i % 10 === 9 && j === epochs - 1
            ? Number.NaN
            : 10 + 123.456789012345 * Math.abs(Math.sin(i + j * j)),
        ),
      },
    ),
  );
}
