import type { ChartConfiguration, Plugin } from 'chart.js';
import { formatCount, formatPlural } from '../../format.js';
import { axis } from '../parts/axes.js';
import { columnName } from '../parts/columnNames.js';
import { noteInside } from '../parts/noteInside.js';
import { subtitle } from '../parts/subtitle.js';
import { baseOptions, colors } from '../parts/theme.js';
import { renderPng } from '../png/renderPng.js';
import type { ChartSize } from '../png/size.js';
import { fontFamilies } from '../png/systemFonts.js';
import { type ChartedSweep, isEvidence } from './chartedSweep.js';
import { type Explained, explained, LEAST_TRIALS } from './explained.js';
import { lostWord, sweepPhrases } from './phrases.js';
import type { SweepChart } from './sweepChart.js';

/** How much each dimension explains by itself. */
export const importanceChart: SweepChart = {
  fileName: 'importance.png',
  draw: (sweep) => {
    if (sweep.dimensions.length === 0) return undefined;
    const size = sizeOf(sweep);
    return renderPng(importanceConfiguration(sweep, size), size);
  },
};

const WIDTH = 900;
/** What stands above and below the bars. */
const AROUND = 220;
const BAR = 36;
const LEAST_HEIGHT = 360;
const MOST_BARS = 40;
const LONGEST_NAME = 32;
const PALE = 'rgba(11, 63, 214, 0.14)';

function sizeOf({ dimensions }: ChartedSweep): ChartSize {
  const bars = Math.min(MOST_BARS, dimensions.length);
  return { width: WIDTH, height: Math.max(LEAST_HEIGHT, AROUND + BAR * bars) };
}

/** A bar for each dimension, the one that explains most first; pale where chance alone may give as much. */
export function importanceConfiguration(
  sweep: ChartedSweep,
  size = sizeOf(sweep),
): ChartConfiguration<'bar', number[], string[]> {
  const { metric, dimensions, trials } = sweep;
  const rows = explained(dimensions, trials, metric.better)
    .toSorted((a, b) => (b.share ?? -1) - (a.share ?? -1))
    .slice(0, MOST_BARS);
  const names = rows.map(({ dimension }) => columnName(dimension.key, LONGEST_NAME));
  const isKnown = rows.some(({ share }) => share !== undefined);
  const phrases = [
    ...sweepPhrases(sweep),
    ...(rows.length < dimensions.length ? [`the first ${rows.length} of ${dimensions.length}`] : []),
    ...(isKnown ? wordsOf(sweep) : []),
  ];
  const base = baseOptions('How Much Each Hyperparameter Explains', subtitle(phrases, size, 1, { names }));
  const [horizontal, vertical] = [axis(titleOf(metric.name)), axis('')];
  return {
    type: 'bar',
    data: {
      labels: rows.map(({ trials: own }, i) => [
        names[i]?.text ?? '',
        ...(own < trials.filter(isEvidence).length ? [`in ${formatPlural(own, 'trial')}`] : []),
      ]),
      datasets: [
        {
          data: rows.map(({ share }) => share ?? 0),
          backgroundColor: rows.map((row) => (isMoreThanChance(row) ? colors.bar : PALE)),
          borderColor: colors.training,
          borderWidth: rows.map(({ share }) => (share === undefined ? 0 : 1)),
          borderSkipped: false,
          categoryPercentage: 0.8,
          barPercentage: 0.8,
          maxBarThickness: 36,
        },
      ],
    },
    plugins: isKnown ? [labels(rows)] : [noteInside(whyUnknown(sweep), 14)],
    options: {
      ...base,
      indexAxis: 'y',
      plugins: { ...base.plugins, legend: { display: false } },
      scales: {
        x: {
          ...horizontal,
          type: 'linear',
          min: 0,
          max: 1,
          grid: { ...horizontal.grid, display: isKnown },
          title: { ...horizontal.title, font: { ...horizontal.title.font, size: 13 } },
          ticks: { ...horizontal.ticks, stepSize: 0.1, maxRotation: 0, callback: percent },
        },
        y: {
          ...vertical,
          type: 'category',
          title: { display: false },
          grid: { display: false },
          ticks: { ...vertical.ticks, autoSkip: false },
        },
      },
    },
  };
}

function titleOf(metric: string): string[] {
  return [
    `Share of the variance of ${metric}'s ranks that goes with it alone`,
    '(ε²: between its values, corrected for chance)',
  ];
}

function wordsOf({ dimensions, trials }: ChartedSweep): string[] {
  const hasRanges = dimensions.some(({ kind }) => kind === 'number');
  const lost = trials.filter((trial) => isEvidence(trial) && !Number.isFinite(trial.metric));
  return [
    ...(hasRanges ? ['many numbers: in bins of equal count'] : []),
    ...(lost.length > 0 ? [`${lostWord(lost)}: ranked last`] : []),
    'dashed: chance alone reaches this in 1 of 20 cases',
    'pale bar: no more than that',
  ];
}

function whyUnknown({ trials }: ChartedSweep): string {
  const { length } = trials.filter(isEvidence);
  if (length < LEAST_TRIALS) {
    return `${formatPlural(length, 'trial')}: too few to tell. It takes ${LEAST_TRIALS} or more.`;
  }
  return trials.some(({ metric }) => Number.isFinite(metric))
    ? 'No two of the trials can be told apart by one hyperparameter.'
    : 'All trials are alike: none has a result.';
}

function isMoreThanChance({ share, chance }: Explained): boolean {
  return share !== undefined && share > chance;
}

function percent(value: string | number): string {
  return `${formatCount(Math.round(100 * Number(value)))} %`;
}

/** Each bar's share in figures, or why it has none, and how far chance may reach. */
function labels(rows: readonly Explained[]): Plugin<'bar'> {
  return {
    id: 'shares',
    afterDatasetsDraw: ({ ctx, scales: { x, y } }) => {
      if (x === undefined || y === undefined) return;
      ctx.save();
      ctx.font = `12px ${fontFamilies()}`;
      ctx.textBaseline = 'middle';
      rows.forEach(({ share, chance, trials }, i) => {
        const middle = y.getPixelForValue(i);
        const limit = x.getPixelForValue(chance);
        if (share !== undefined && chance > 0) {
          ctx.strokeStyle = colors.mutedText;
          ctx.lineWidth = 1.5;
          ctx.setLineDash([4, 3]);
          ctx.beginPath();
          ctx.moveTo(limit, middle - 14);
          ctx.lineTo(limit, middle + 14);
          ctx.stroke();
        }
        const text = share === undefined ? whyNone(trials) : percent(share);
        const end = x.getPixelForValue(share ?? 0) + 8;
        const width = ctx.measureText(text).width;
        const isInside = end + width > x.right;
        // Beside the line, not under it.
        const isCrossed = share !== undefined && limit > end - 6 && limit < end + width + 6;
        ctx.fillStyle = share === undefined ? colors.mutedText : colors.text;
        ctx.fillText(text, isInside ? end - width - 16 : isCrossed ? limit + 6 : end, middle + 1);
      });
      ctx.restore();
    },
  };
}

function whyNone(trials: number): string {
  return trials < LEAST_TRIALS
    ? `too few to tell: it takes ${LEAST_TRIALS} trials`
    : 'its values do not repeat, or do not differ';
}
