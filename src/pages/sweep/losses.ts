import { decimate } from '../../charts/parts/thinning.js';
import type { LossesData } from './pageData.js';
import type { ReportedTrial } from './report.js';

/** The most trials whose losses a page has: so many of the best, and of the others some that are evenly spread over the ranks. */
const MOST_BEST = 100;
const MOST_OTHERS = 200;
/** Of all curves together, and of one. */
const MOST_POINTS = 30_000;
const MOST_OF_ONE = 2000;
const POINTS_A_COLUMN = 4;
/** As many as can be told apart in a chart that is zoomed into. */
const DIGITS = 5;

/**
 * The losses that a page has room for.
 *
 * @param ranked from the best to the worst
 */
export function lossesInPage(ranked: readonly ReportedTrial[]): LossesData[] {
  const all = ranked.filter(({ losses }) => losses.some(Number.isFinite));
  const shown = [...all.slice(0, MOST_BEST), ...spread(all.slice(MOST_BEST), MOST_OTHERS)];
  const columns = Math.floor(Math.min(MOST_OF_ONE, MOST_POINTS / shown.length) / POINTS_A_COLUMN);
  return shown.map((trial) => thinned(trial, columns));
}

function spread(trials: readonly ReportedTrial[], most: number): ReportedTrial[] {
  if (trials.length <= most) return [...trials];
  const step = (trials.length - 1) / (most - 1);
  return Array.from({ length: most }, (_, i) => trials[Math.round(i * step)] as ReportedTrial);
}

function thinned({ number, losses, epoch }: ReportedTrial, columns: number): LossesData {
  const points = losses.map((loss, i) => ({ x: i + 1, y: Number.isFinite(loss) ? loss : Number.NaN }));
  const kept = decimate(points, columns);
  return {
    trial: number,
    values: kept.map(({ y }) => (Number.isFinite(y) ? Number(y.toPrecision(DIGITS)) : null)),
    ...(kept.length < points.length && { epochs: kept.map(({ x }) => x) }),
    epoch,
  };
}
