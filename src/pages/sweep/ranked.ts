import { badness, type ChartedSweep, kindOf } from '../../charts/sweep/chartedSweep.js';
import type { ReportedTrial, SweepReport } from './report.js';

/** How many configurations are chosen when the page opens. */
const CHOSEN = 3;

/** The trials from the best to the worst: the winner's first, then those that came to their end, and each by the metric. */
export function rankedTrials({ charted, trials }: Pick<SweepReport, 'charted' | 'trials'>): ReportedTrial[] {
  const { trials: configurations, metric, best } = charted;
  const places = configurations.map((one) => ({
    isOther: Number(one.trial !== best),
    isCut: Number(kindOf(one) !== 'whole'),
    bad: badness(one.metric, metric.better),
  }));
  return trials.toSorted((a, b) => {
    const [first, second] = [places[a.configuration], places[b.configuration]];
    if (first === undefined || second === undefined) return 0;
    return (
      first.isOther - second.isOther ||
      first.isCut - second.isCut ||
      // Equal infinities have no difference.
      (first.bad < second.bad ? -1 : first.bad > second.bad ? 1 : a.number - b.number)
    );
  });
}

/** The first trial of each of the best configurations; not of one that diverged, whose losses would press the others together. */
export function firstChosen(
  ranked: readonly ReportedTrial[],
  { trials: configurations }: Pick<ChartedSweep, 'trials'>,
): number[] {
  const chosen = new Map<number, number>();
  for (const { number, configuration, losses } of ranked) {
    if (chosen.size === CHOSEN) break;
    const charted = configurations[configuration];
    const isRight = charted !== undefined && kindOf(charted) !== 'lost' && losses.length > 0;
    if (isRight && !chosen.has(configuration)) chosen.set(configuration, number);
  }
  return [...chosen.values()];
}
