import type { ChartConfiguration } from 'chart.js';
import { allParameters, type TraceRow } from '../training/trace/adamTrace.js';
import { biasCorrectionPanel, ratePanel, signPanel } from './adamPanels.js';
import { drawablePhrases } from './drawableText.js';
import type { Tile } from './renderPng.js';
import { subtitleLines } from './subtitle.js';
import { baseOptions, type ChartSize, charactersALine } from './theme.js';
import { updatePanel } from './updatePanel.js';

export const adamChartSize: ChartSize = { width: 1300, height: 900 };

const CHARACTER_WIDTH = 7.15;
const TITLE_HEIGHT = 54;
const LINE_HEIGHT = 15;

/**
 * adam.png's charts: a heading, and four panels below it, two by two.
 *
 * @param rows of a run with at least one step that was traced
 * @param settings the run's main settings as short phrases, for the subtitle
 */
export function adamChart(
  rows: readonly TraceRow[],
  settings: readonly string[],
  size: ChartSize = adamChartSize,
): Tile[] {
  const scale = gridScale(size);
  const lines = subtitleLines(drawablePhrases(settings), charactersALine(size, CHARACTER_WIDTH, scale));
  const top = Math.round((TITLE_HEIGHT + LINE_HEIGHT * lines.length) * scale);
  const [left, upper] = [Math.floor(size.width / 2), Math.floor((size.height - top) / 2)];
  const all = rows.filter(({ parameter }) => parameter === allParameters);
  const weights = rows.filter(({ parameter }) => parameter.endsWith('.weight'));
  const panels = [
    biasCorrectionPanel(all, scale),
    ratePanel(all, scale),
    signPanel(all, scale),
    updatePanel(weights, scale),
  ];
  return [
    {
      configuration: heading('Adam From the Inside', lines, scale),
      left: 0,
      top: 0,
      size: { width: size.width, height: top },
    },
    ...panels.map((configuration, index) => {
      const [column, row] = [index % 2, Math.floor(index / 2)];
      return {
        configuration: configuration as ChartConfiguration,
        left: column * left,
        top: top + row * upper,
        size: {
          width: column === 0 ? left : size.width - left,
          height: row === 0 ? upper : size.height - top - upper,
        },
      };
    }),
  ];
}

/** Text shrinks with the picture more than where a chart has it for itself. */
function gridScale({ width, height }: ChartSize): number {
  const ratio = Math.min(width / adamChartSize.width, height / adamChartSize.height);
  return Math.min(1.5, Math.max(0.5, ratio));
}

function heading(title: string, subtitle: readonly string[], scale: number): ChartConfiguration {
  const base = baseOptions(title, subtitle, scale);
  return {
    type: 'line',
    data: { datasets: [] },
    options: {
      ...base,
      plugins: { ...base.plugins, legend: { display: false } },
      scales: { x: { display: false }, y: { display: false } },
    },
  };
}
