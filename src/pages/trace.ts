import { biasCorrectionPanel } from '../charts/adam/biasCorrectionPanel.js';
import type { Line } from '../charts/adam/lines.js';
import type { Panel } from '../charts/adam/panel.js';
import { ratePanel } from '../charts/adam/ratePanel.js';
import { signPanel } from '../charts/adam/signPanel.js';
import { updatePanel } from '../charts/adam/updatePanel.js';
import { noteOf } from '../charts/parts/noteInside.js';
import type { Trace } from '../charts/parts/runChart.js';
import { colors } from '../charts/parts/theme.js';
import { hasRoom, Thinning } from '../charts/parts/thinning.js';
import { allParameters, FIRST_STEPS, type TraceRow } from '../training/trace/adamTrace.js';
import type { TraceChartData, TraceLineData } from './pageData.js';

/** Of each six points stay, of the layers and of all together. */
const COLUMNS = 30;
const DIGITS = 5;

/** What adam.png shows of a run that was traced, as charts of their own. */
export function traceData({ rows, adam }: Trace): TraceChartData[] {
  const all = rows.filter(({ parameter }) => parameter === allParameters);
  const names = [...new Set(rows.map(({ parameter }) => parameter))].filter((name) =>
    name.endsWith('.weight'),
  );
  const layers = names.flatMap((name) => thinned(rows.filter(({ parameter }) => parameter === name)));
  const together = thinned(all);
  const update = updatePanel(layers, 1);
  return [
    chartOf(biasCorrectionPanel(all, adam, 1)),
    chartOf(ratePanel(together, 1)),
    chartOf(signPanel(together, adam, 1)),
    chartOf(update),
    { ...chartOf(update, 'norm'), title: 'How far the weights move', formula: '' },
  ];
}

/** A few hundred rows that have the same peaks, all of the first steps, and the end of an epoch that tells how long one is. */
function thinned(rows: readonly TraceRow[]): readonly TraceRow[] {
  const [first, last] = [rows[0], rows.at(-1)];
  if (first === undefined || last === undefined || hasRoom(rows.length, COLUMNS)) return rows;
  const thinning = new Thinning<TraceRow>(
    { places: [first.t, last.t], columns: COLUMNS },
    ({ t }) => t,
    [
      ({ rate }) => rate.q50,
      ({ step, learningRate }) => step.q50 / learningRate,
      ({ updateRatio }) => updateRatio,
    ],
    ({ t, epoch }) => t <= FIRST_STEPS || epoch === 1,
  );
  for (const row of rows) thinning.add(row);
  return thinning.end();
}

/** What of a panel's options the page takes. */
interface Shown {
  plugins: { title: { text: string }; subtitle: { text: readonly string[] } };
  scales: Record<string, { type?: string; title: { text: string | string[] }; min?: number; max?: number }>;
}

/** @param vertical which of the panel's axes, and with it which lines */
function chartOf(panel: Panel, vertical = 'y'): TraceChartData {
  const { plugins, scales } = panel.options as unknown as Shown;
  const all = panel.data.datasets;
  const names = all.map(({ label }) => label).filter((name) => name !== undefined);
  const own = all.filter(({ yAxisID = 'y' }) => yAxisID === vertical);
  const { x, [vertical]: y } = scales;
  const note = noteOf(panel.plugins ?? []);
  return {
    title: plugins.title.text,
    formula: plugins.subtitle.text.join(' '),
    x: { title: titleOf(x?.title.text), ...endsOf(x) },
    y: {
      title: titleOf(y?.title.text),
      scale: y?.type === 'logarithmic' ? 'logarithmic' : 'linear',
      ...endsOf(y),
    },
    ...(note !== undefined && { note }),
    lines: own.flatMap((line, i) => lineOf(line, own[i + 1], vertical === 'y' ? line.label : names[i])),
  };
}

function titleOf(text: string | string[] = ''): string {
  return [text].flat().join('\n');
}

function endsOf({ min, max }: { min?: number; max?: number } = {}): { min?: number; max?: number } {
  return { ...(min !== undefined && { min }), ...(max !== undefined && { max }) };
}

/** A line, or a band between it and the next one, which then is none of its own. */
function lineOf(line: Line, next: Line | undefined, name: string | undefined): TraceLineData[] {
  if (name === undefined) return [];
  const isBand = line.fill === '+1';
  const [, color = '', opacity = ''] = /^(#\w{6})(\w\w)?$/.exec(String(line.backgroundColor)) ?? [];
  return [
    {
      name,
      color: nameOf(color),
      dash: (line.borderDash ?? []) as number[],
      x: line.data.map(({ x }) => rounded(x) ?? 0),
      y: line.data.map(({ y }) => rounded(y)),
      ...(isBand && next !== undefined && { opacity, low: next.data.map(({ y }) => rounded(y)) }),
    },
  ];
}

/** The page's names of colours, which are others when it is dark. */
function nameOf(color: string): TraceLineData['color'] {
  const names = [
    [colors.training, 'training'],
    [colors.testing, 'testing'],
    [colors.validation, 'validation'],
    [colors.learningRate, 'rate'],
    [colors.mutedText, 'muted'],
  ] as const;
  return names.find(([own]) => own === color)?.[1] ?? 'text';
}

function rounded(value: number): number | null {
  return Number.isFinite(value) ? Number(value.toPrecision(DIGITS)) : null;
}
