// Writes the measured rows as a Markdown table. A ratio is ours / theirs: below 1, ours is faster or smaller.
import { median, medianDifference, medianRatio } from './interleave.mjs';

const NOTHING = '–';

/** The contestants that a ratio is taken to. In plain tfjs it is the one on the same engine. */
function columns(threads) {
  return [
    { key: 'plain', title: 'plain tfjs', perEngine: true },
    { key: 'torch1', title: 'PyTorch, 1 thread' },
    {
      key: 'torch',
      title: `PyTorch, default threads${threads === undefined ? '' : ` (${threads})`}`,
    },
    { key: 'sklearn', title: 'scikit-learn' },
  ];
}

/** @param {number | undefined} threads torch's default */
export function tableHead(threads) {
  const titles = columns(threads).map(({ title }) => `/ ${title}`);
  const head = ['work', 'engine', 'ours, median', ...titles, 'target'];
  return [line(head), line(head.map(() => '---'))];
}

/**
 * @param {import('./rows.mjs').Row} row
 * @param {Map<string, number[]>} values
 * @param {{threads?: number, wide: boolean, quick: boolean}} options a quick run meets and misses no target
 * @returns {string[]} a line for each engine
 */
export function rowLines(row, values, { threads, wide, quick }) {
  return row.engines.map((engine) => {
    const ours = values.get(`ours ${engine}`.trim());
    const figure = ours && figureOf(row, ours, values);
    const own = columns(threads);
    const ratios = [...own, ...(row.beside ? [row.beside] : [])].map((column) => {
      const theirs = values.get(column.perEngine ? `${column.key} ${engine}` : column.key);
      return { ...column, ratio: ours && theirs && medianRatio(ours, theirs) };
    });
    const targets = (row.targets[engine] ?? []).map((target) => {
      const column = ratios.find(({ key }) => key === target.of);
      const reached = target.of === undefined ? figure : column?.ratio;
      const most = (wide && target.wide) || target.most;
      const words = `≤ ${most}${column ? ` of ${column.title}` : ` ${row.unit}`}`;
      if (quick || reached === undefined) return words;
      return `${words}: ${reached <= most ? 'met' : 'missed'}`;
    });
    return line([
      row.title,
      engine || NOTHING,
      ours ? shown(row, figure, Math.min(...ours)) + besideOf(row, ratios.at(-1)) : NOTHING,
      ...ratios
        .slice(0, own.length)
        .map(({ ratio }) => (ratio === undefined ? NOTHING : ratio.toPrecision(2))),
      targets.join('; ') || NOTHING,
    ]);
  });
}

/** Our median, or how far it is above another contestant's. */
function figureOf(row, ours, values) {
  if (row.above === undefined) return median(ours);
  const theirs = values.get(row.above);
  return theirs && medianDifference(ours, theirs);
}

function shown({ unit, stepsPerEpoch, above }, figure, least) {
  if (figure === undefined) return NOTHING;
  const sign = above !== undefined && figure >= 0 ? '+' : '';
  const perStep = stepsPerEpoch === undefined ? '' : `, ${digits(figure / stepsPerEpoch)} a step`;
  const minimum = above === undefined ? ` (${digits(least)})` : '';
  return `${sign}${digits(figure)}${minimum} ${unit}${perStep}`;
}

function besideOf({ beside }, { ratio }) {
  return beside === undefined || ratio === undefined ? '' : `, ${ratio.toPrecision(3)} of ${beside.title}`;
}

/** Three digits, without an exponent. */
function digits(value) {
  return Math.abs(value) >= 100 ? value.toFixed(0) : String(Number(value.toPrecision(3)));
}

function line(cells) {
  return `| ${cells.join(' | ')} |`;
}
