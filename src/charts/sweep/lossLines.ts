import { decimate, type Point } from '../parts/thinning.js';
import { extent, verticalScale } from '../parts/yScale.js';
import { badness, type ChartedSweep, kindOf, type SweptTrial } from './chartedSweep.js';
import { worstShown } from './metricAxis.js';
import { type NumberAxis, numberAxis } from './numberAxis.js';

/** The most trials whose losses are drawn. */
export const MOST_LINES = 300;
/** Of all the pale lines. */
const MOST_POINTS = 60_000;
const POINTS_A_COLUMN = 4;

/** All trials from the worst to the best, or of many some that are evenly spread over the ranks, both ends included. */
export function drawnTrials({ trials, metric: { better }, best }: ChartedSweep): SweptTrial[] {
  const ranked = trials
    .filter(({ losses }) => losses.some(Number.isFinite))
    .sort(
      (a, b) =>
        Number(a.trial === best) - Number(b.trial === best) ||
        badness(b.metric, better) - badness(a.metric, better) ||
        0,
    );
  if (ranked.length <= MOST_LINES) return ranked;
  const step = (ranked.length - 1) / (MOST_LINES - 1);
  return Array.from({ length: MOST_LINES }, (_, i) => ranked[Math.round(i * step)] as SweptTrial);
}

/** What tells trials apart is at the foot of the curves, which a linear axis presses together sooner than a single one. */
const LOG_FROM = 4;

/** The axis of the losses, and which of them it leaves out above. */
export interface LossAxis extends NumberAxis {
  type: 'linear' | 'logarithmic';
  isAbove: (loss: number) => boolean;
}

/** An axis that shows all of the best trial, and of the others what most of them have: one that goes wrong presses none together. */
export function lossAxis(trials: readonly SweptTrial[], best: number | undefined): LossAxis {
  const right = trials.filter((trial) => kindOf(trial) !== 'lost');
  const ends = (right.length > 0 ? right : trials).map(({ trial, losses }) => ({
    trial,
    ...extent(losses.filter(Number.isFinite)),
  }));
  const limit = worstShown(
    ends.map(({ highest }) => highest),
    'lower',
    extent(ends.map(({ lowest }) => lowest)).lowest,
  );
  const shown = ends.flatMap(({ trial, lowest, highest }) =>
    trial === best || highest <= limit ? [lowest, highest] : lowest <= limit ? [lowest] : [],
  );
  const { lowest, highest } = extent(shown);
  const type = verticalScale(shown, lowest > 0 && highest > LOG_FROM * lowest ? 'log' : 'linear');
  const axis = numberAxis(shown, type === 'logarithmic');
  return { ...axis, type, isAbove: (loss) => loss > 0 && axis.at(loss) > axis.max };
}

/** A trial's losses by epoch, thinned out as far as it must be beside so many others. */
export function lossLine({ losses }: SweptTrial, { at }: NumberAxis, lines: number, width: number): Point[] {
  const points = losses.map((loss, i) => {
    const y = at(loss);
    return { x: i + 1, y: Number.isFinite(y) ? y : Number.NaN };
  });
  const columns = Math.min(width, Math.max(20, Math.floor(MOST_POINTS / lines / POINTS_A_COLUMN)));
  return [...decimate(points, columns)];
}
