import { shownDimensions } from '../../../charts/sweep/shownDimensions.js';
import { valueText } from '../../../charts/sweep/values.js';
import { count, shown } from '../charts/index.js';
import type { PageSweep, PageTrial } from './sweep.js';

/** Above all seeds. */
const LONG = 1e10;

/** A value of a dimension as a reader wants it. */
export function valueShown(value: unknown): string {
  if (value === undefined) return '–';
  const isWhole = Number.isInteger(value) && Math.abs(value as number) < LONG;
  return typeof value === 'number' && !isWhole ? shown(value) : valueText(value);
}

/** A name as there is room for it; what is longer lacks its middle. */
export function cut(name: string, longest: number): string {
  const characters = Array.from(name);
  if (characters.length <= longest) return name;
  const first = Math.ceil(0.6 * (longest - 1));
  return `${characters.slice(0, first).join('')}…${characters.slice(characters.length + first + 1 - longest).join('')}`;
}

/** What is said of a trial that is pointed at. */
export function lines({ metric, dimensions, hasSpread }: PageSweep, { configuration }: PageTrial): string[] {
  const { values, metric: mean, spread } = configuration;
  const deviation = hasSpread && Number.isFinite(spread) ? ` ± ${shown(spread)}` : '';
  return [
    `${metric.name}: ${shown(mean)}${deviation}`,
    ...dimensions
      .filter(({ key }) => values[key] !== undefined)
      .map(({ key }) => `${key}: ${valueShown(values[key])}`),
  ];
}

/** Which of very many hyperparameters are shown, with a blank before it; nothing where all are. */
export function leftOut(sweep: PageSweep): string {
  const [shownOnes, all] = [shownDimensions(sweep).length, sweep.dimensions.length];
  return shownOnes < all ? ` The ${shownOnes} of ${count(all)} hyperparameters that explain most.` : '';
}

export function nameOf({ best }: PageSweep, { number, status }: PageTrial): string {
  return `Trial ${count(number)}${number === best ? ', the best' : ''}, ${status}`;
}
