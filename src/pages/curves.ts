import { lossCurves } from '../charts/loss/curves.js';
import { learningRateChanges } from '../charts/loss/learningRatePanel.js';
import type { Losses } from '../charts/parts/runChart.js';
import { decimate } from '../charts/parts/thinning.js';
import { verticalScale } from '../charts/parts/yScale.js';
import type { EpochRecord } from '../training/history.js';
import type { CurveData, LossData } from './pageData.js';

/** Of each four points stay: about 2,000 of a long curve. */
const COLUMNS = 500;
/** As many as a reader who zooms in can tell apart, and more. */
const DIGITS = 7;

const names = { train: 'Training loss', test: 'Testing loss', val: 'Validation loss' };
const colors = { train: 'training', test: 'testing', val: 'validation' } as const;

/** The losses as the page draws them. */
export function lossData({ history, yScale, lossTitle, bestEpoch, bestOf }: Losses): LossData {
  const isValidated = history.some(({ valLoss }) => valLoss !== undefined);
  const shown = isValidated ? (['train', 'test', 'val'] as const) : (['train', 'test'] as const);
  const losses = shown.flatMap((key) => history.map(lossCurves[key].loss)).filter(Number.isFinite);
  const marked = history.find(({ epoch }) => epoch === bestEpoch);
  const monitored = bestOf ?? (isValidated ? 'val' : 'test');
  return {
    title: titleOf(lossTitle),
    scale: verticalScale(losses, yScale),
    curves: shown.map((key) => curve(history, names[key], colors[key], lossCurves[key].loss)),
    rate: learningRateChanges(history)
      ? curve(history, 'Learning rate', 'rate', ({ learningRate }) => learningRate)
      : undefined,
    epochs: history.at(-1)?.epoch ?? 0,
    best: marked && {
      epoch: marked.epoch,
      loss: roundedLoss(lossCurves[monitored].loss(marked)),
      color: colors[monitored],
    },
  };
}

/** The same before the first epoch. */
export function emptyLosses(lossTitle: string, isValidated: boolean): LossData {
  const shown = isValidated ? (['train', 'test', 'val'] as const) : (['train', 'test'] as const);
  const none = { epochs: [], values: [] };
  return {
    title: titleOf(lossTitle),
    scale: 'linear',
    curves: shown.map((key) => ({ name: names[key], color: colors[key], ...none })),
    rate: undefined,
    epochs: 0,
    best: undefined,
  };
}

function titleOf(lossTitle: string | undefined): string {
  return lossTitle === undefined ? 'Loss' : `Loss (${lossTitle})`;
}

function curve(
  history: readonly EpochRecord[],
  name: string,
  color: CurveData['color'],
  height: (record: EpochRecord) => number,
): CurveData {
  const points = history.map((record) => {
    const y = height(record);
    return { x: record.epoch, y: Number.isFinite(y) ? y : Number.NaN };
  });
  const thin = decimate(points, COLUMNS);
  return { name, color, epochs: thin.map(({ x }) => x), values: thin.map(({ y }) => roundedLoss(y)) };
}

export function roundedLoss(value: number): number | null {
  return Number.isFinite(value) ? Number(value.toPrecision(DIGITS)) : null;
}
