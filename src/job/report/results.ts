import { formatCount, formatNumber, formatR2, formatSeconds } from '../../format.js';
import type { Summary } from '../../run/summary.js';
import { targetCells } from '../targetCells.js';

type Outcome = Omit<Summary, 'stage_seconds'>;
type Pair = [name: string, value: string];

const statuses: Record<Summary['status'], string> = {
  completed: 'completed',
  'early-stopped': 'stopped early',
  interrupted: 'interrupted',
  diverged: 'diverged',
};

/** What came of a run, with the simpler models' R² on the same rows below its own. */
export function reportResults(outcome: Outcome): Pair[] {
  const { status, folds } = outcome;
  const { baseline_linear_r2: linear, baseline_mean_r2: mean } = outcome;
  const isOne = outcome.targets === undefined;
  const figure = (name: string, value: number | null | undefined): Pair[] =>
    value === undefined ? [] : [[name, formatNumber(value)]];
  const r2 = (name: string, value: number | null | undefined): Pair[] =>
    value === undefined ? [] : [[name, value === null ? '–' : formatR2(value)]];
  return [
    ['status', statuses[status]],
    ['epochs', epochsOf(outcome)],
    ...figure('training loss', outcome.train_loss),
    ...figure('validation loss', outcome.val_loss),
    ...figure('testing loss', outcome.test_loss),
    ...(isOne
      ? [
          ...figure('validation RMSE', outcome.val_rmse),
          ...figure('test RMSE', outcome.test_rmse),
          ...figure('test MAE', outcome.test_mae),
        ]
      : []),
    ...r2(isOne ? 'test R²' : 'test R², mean of the targets', outcome.test_r2),
    ...r2('R² of a linear fit', linear),
    ...r2('R² of the mean', mean),
    ...(folds?.r2
      ? [
          [
            'R² over the folds',
            `${formatR2(folds.r2.mean)} ± ${folds.r2.std.toPrecision(2)}, the mean and deviation of ${formatCount(folds.count)}`,
          ] satisfies Pair,
        ]
      : []),
    ['rows', rowsOf(outcome)],
    ['parameters', formatCount(outcome.parameters)],
    ['time', formatSeconds(outcome.seconds)],
  ];
}

/** Which epoch the figures are of, where that is not the one with the ring. */
function epochsOf({
  status,
  epochs,
  predicts_with_epoch: epoch,
  best_epoch: best,
  best_of: of,
}: Outcome): string {
  const count = formatCount(epochs);
  if (epoch !== epochs) return `${count}; the figures are of epoch ${formatCount(epoch)}, the best`;
  if (status === 'diverged' || best === null || best === epochs) return count;
  const loss = of === 'val' ? 'validation' : 'testing';
  return `${count}; the figures and predictions are of the last, and the lowest ${loss} loss is of epoch ${formatCount(best)}`;
}

function rowsOf({ train_rows: train, val_rows: val, test_rows: test }: Outcome): string {
  const validation = val === undefined ? '' : `${formatCount(val)} validation, `;
  return `${formatCount(train)} training, ${validation}${formatCount(test)} test`;
}

const MOST_TARGETS = 100;

/** A head, and a line for each of several targets. */
export function targetTable({ targets }: Outcome): string[][] | undefined {
  if (targets === undefined) return undefined;
  return [
    ['target', 'RMSE', 'MAE', 'R²', 'linear fit’s R²', 'mean’s R²'],
    ...targets.slice(0, MOST_TARGETS).map(targetCells),
  ];
}
