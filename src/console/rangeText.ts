import { SingleBar } from 'cli-progress';
import { formatCount, formatNumber, formatPlural, formatRate } from '../format.js';
import type { RangeOutcome } from '../job/rangeJob.js';
import { ENOUGH, type RangeStep } from '../training/rangeTest.js';
import { alignColumns } from './columns.js';

/** Shows steps as they are taken: on a terminal alone, where the line is gone at the end. */
export function rangeProgress(
  steps: number,
  stream: NodeJS.WriteStream,
  quiet: boolean,
): { update: (step: RangeStep) => void; stop: () => void } {
  if (quiet || !stream.isTTY) return { update: () => {}, stop: () => {} };
  const bar = new SingleBar({
    stream,
    format: 'step {value}/{total}  lr {rate}  loss {loss}',
    clearOnComplete: true,
  });
  let isOn = false;
  return {
    update: ({ step, learningRate, smoothedLoss }) => {
      const facts = { rate: formatRate(learningRate), loss: formatNumber(smoothedLoss) };
      if (!isOn) bar.start(steps, step, facts);
      isOn = true;
      bar.update(step, facts);
    },
    stop: () => {
      if (isOn) bar.stop();
      isOn = false;
    },
  };
}

/** What `adam-train lr-range` prints: what it saw, what it suggests and how far that goes, then the files. */
export function rangeLines({ steps, result, summary, files }: RangeOutcome): string[] {
  const { planned_steps: planned, lowest_loss_learning_rate: lowest } = summary;
  const isNumber = Number.isFinite(steps.at(-1)?.smoothedLoss);
  const end = isNumber ? `a loss of ${ENOUGH} times the lowest` : 'a loss that is no finite number';
  const ended = steps.length < planned ? `, ended by ${end}` : '';
  const rate = (value: number | null) => (value === null ? '–' : formatRate(value));
  return [
    ...alignColumns([
      ['steps', `${formatCount(steps.length)} of ${formatCount(planned)}${ended}`],
      ['steepest', `lr ${rate(summary.steepest_learning_rate)}`],
      ['lowest loss', `lr ${rate(lowest)}`],
      ['suggestion', result === undefined ? 'none' : `--lr ${formatRate(result.suggested.learningRate)}`],
    ]),
    '',
    ...advice(steps, result, summary.smoothing),
    '',
    ...files,
  ];
}

function advice(steps: readonly RangeStep[], result: RangeOutcome['result'], smoothing: number): string[] {
  if (result === undefined) {
    return [
      steps.some(({ loss }) => Number.isFinite(loss))
        ? 'The loss fell at no learning rate of the range: give another one with --min-lr and --max-lr, or look whether the data tell anything of the target.'
        : 'The loss was no finite number from the first step on: lower --min-lr, or train with --standardize-target.',
    ];
  }
  const { steepest, suggested, isNoisy } = result;
  const behind = steepest.step - suggested.step;
  return [
    `The smoothed loss falls most steeply at ${formatRate(steepest.learningRate)}${behind === 0 ? '' : ` and lies ${formatPlural(behind, 'step')} behind`}, so ${formatRate(suggested.learningRate)} is a rate to begin with: train with it, with a third and with three times of it, and compare.`,
    `It is of these first steps alone: another optimizer, batch size, loss or schedule has another one, a long training is often better with less, and the highest rate of one-cycle may be more.`,
    ...(isNoisy
      ? [
          `Single batches differ by more than the loss fell, so it may be chance: raise --steps or --batch-size, or look at another --seed.`,
        ]
      : []),
    ...(suggested.step === 1 && smoothing > 0
      ? ['It is the first rate of the range: lower --min-lr to see what lies before it.']
      : []),
  ];
}
