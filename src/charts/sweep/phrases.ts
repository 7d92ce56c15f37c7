import { formatCount, formatNumber, formatPlural } from '../../format.js';
import { type ChartedSweep, isEvidence, kindOf, type SweptTrial } from './chartedSweep.js';

/** What every picture of a sweep says below its title: which sweep, what its trials share, and how they ended. */
export function sweepPhrases(sweep: ChartedSweep): string[] {
  const { name, settings, trials, metric } = sweep;
  const ended = (status: string) => trials.filter((trial) => trial.status === status).length;
  const counts = ['diverged', 'failed', 'pruned', 'stopped'].flatMap((status) =>
    ended(status) > 0 ? [`${formatCount(ended(status))} ${status}`] : [],
  );
  const isNone = !trials.some((trial) => Number.isFinite(trial.metric));
  return [
    name,
    ...settings,
    [formatPlural(trials.length, trialWord(sweep)), ...counts].join(', '),
    ...(isNone ? [`none has a finite ${metric.name}`] : []),
  ];
}

/** With repeats a point or a line stands for several trials of one configuration. */
export function trialWord({ trials }: ChartedSweep): 'trial' | 'configuration' {
  return trials.some(({ spread }) => spread !== undefined) ? 'configuration' : 'trial';
}

/** The winner, if there is one. */
function bestTrial({ trials, best }: ChartedSweep): SweptTrial | undefined {
  return best === undefined ? undefined : trials.find(({ trial }) => trial === best);
}

/** best: trial 17, val_loss 3.214 */
export function bestPhrase(sweep: ChartedSweep): string | undefined {
  const best = bestTrial(sweep);
  if (best === undefined) return undefined;
  return `best: trial ${best.trial}, ${sweep.metric.name} ${formatNumber(best.metric)}`;
}

/** An axis's title: the metric, its scale, and which way is good. */
export function metricTitle({ metric, trials }: ChartedSweep, type: 'linear' | 'logarithmic'): string {
  if (!trials.some((trial) => Number.isFinite(trial.metric))) return metric.name;
  return `${metric.name} (${type === 'linear' ? 'linear' : 'log'} scale, ${metric.better} is better)`;
}

/** What the trials that have no metric came to: diverged, failed, or diverged or failed. */
export function lostWord(trials: readonly SweptTrial[]): string {
  const lost = trials.filter((trial) => kindOf(trial) === 'lost');
  const hasDiverged = lost.some(({ status }) => status === 'diverged');
  if (hasDiverged && lost.every(({ status }) => status === 'diverged')) return 'diverged';
  if (lost.every(({ status }) => status === 'failed')) return 'failed';
  return hasDiverged ? 'diverged or failed' : 'no value';
}

/** What the lines at the medians are, and how what came to no end counts in them. */
export function medianPhrase({ trials }: ChartedSweep): string {
  const lost = trials.filter((trial) => isEvidence(trial) && kindOf(trial) === 'lost');
  const counted = [
    ...(trials.some((trial) => kindOf(trial) === 'short') ? ['ended early: as they were then'] : []),
    ...(lost.length > 0 ? [`${lostWord(lost)}: as the worst`] : []),
  ];
  return ['median of each value, or bin of values', ...counted].join('; ');
}
