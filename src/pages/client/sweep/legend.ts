import { kindOf } from '../../../charts/sweep/chartedSweep.js';
import { LEAST_TRIALS } from '../../../charts/sweep/explained.js';
import type { StrippedAxis } from '../../../charts/sweep/metricStrip.js';
import { lostWord, medianPhrase, trialWord } from '../../../charts/sweep/phrases.js';
import { count, element, shown } from '../charts/index.js';
import type { PageSweep } from './sweep.js';

/** What the marks of the panels stand for. */
export function legend(sweep: PageSweep, { isBeyond }: StrippedAxis): HTMLElement {
  const { trials, metric, best, hasSpread } = sweep;
  const list = element('ul', '', { class: 'legend' });
  const entry = (is: boolean, mark: string, kind: string, text: string) => {
    if (!is) return;
    const item = element('li');
    item.append(element('span', mark, { class: `mark ${kind}`, 'aria-hidden': 'true' }), ` ${text}`);
    list.append(item);
  };
  const has = (kind: string) => trials.some((trial) => kindOf(trial) === kind);
  const beyond = trials.filter((trial) => isBeyond(trial.metric)).length;
  const winner = trials.find(({ trial }) => trial === best);
  const isAbove = metric.better === 'lower';
  entry(
    winner !== undefined,
    '★',
    'star',
    `best: trial ${count(best ?? 0)}, ${metric.name} ${shown(winner?.metric)}`,
  );
  const isOther = trials.some((trial) => kindOf(trial) === 'whole' && trial.trial !== best);
  entry(isOther, '●', 'whole', `a ${trialWord(sweep)}`);
  entry(has('short'), '○', 'whole', 'ended early: pruned or stopped');
  entry(beyond > 0, isAbove ? '▲' : '▼', 'whole', `${count(beyond)} worse than the axis shows`);
  entry(has('lost'), '×', 'lost', lostWord(trials));
  entry(hasSpread, '│', 'whole', '± deviation of the repeats');
  entry(winner !== undefined && trials.length >= LEAST_TRIALS, '━', 'median', medianPhrase(sweep));
  entry(true, '◯', 'ring', 'chosen, in the colour of its curve below');
  return list;
}
