import type { ChartedRun } from '../charts/parts/runChart.js';
import type { RowCells } from '../data/rowCells.js';
import { formatCount, formatPlural } from '../format.js';
import type { ColumnImportance } from '../training/permutationImportance.js';
import { programName, version } from '../version.js';
import { columnData, MOST_COLUMNS } from './columns.js';
import { lossData } from './curves.js';
import { html } from './escape.js';
import {
  type Command,
  commandList,
  type Pair,
  pageHeader,
  pairTable,
  section,
  settingTables,
} from './htmlParts.js';
import { importanceData } from './importance.js';
import type { ImportanceData, PageData } from './pageData.js';
import { pageScripts } from './script.js';
import { style } from './style.js';
import { MOST_TARGETS, targetData } from './targets.js';
import { traceData } from './trace.js';
import { wholePage } from './wholePage.js';

/** The file of a run's folder that shows the run in a browser. */
export const reportFileName = 'report.html';

/** A run as its page shows it. */
export interface RunReport {
  name: string;
  charted: ChartedRun;
  /** Each test row's index in the data, from 0. */
  rows: ArrayLike<number>;
  /** Of the rows that are shown, where they are known. */
  cells?: RowCells | undefined;
  /** What each column is worth to the model, if that was measured. */
  importance?: readonly ColumnImportance[] | undefined;
  /** What came of it: a name and a figure each. */
  results: readonly Pair[];
  /** Of several targets each one's figures, below a head. */
  targetTable?: readonly (readonly string[])[] | undefined;
  /** The settings that are not the defaults, and the others. */
  settings: { changed: readonly Pair[]; others: readonly Pair[] };
  commands: readonly Command[];
}

/** The page of a run: a file that needs no other. */
export function reportPage(report: RunReport): string {
  const { body: content, data } = reportContent(report);
  const body = `<main>\n${content}\n</main>`;
  return wholePage({
    title: `${report.name} – ${programName}`,
    body,
    data,
    scripts: pageScripts('run'),
    style,
  });
}

/** What the page shows: HTML in which every text is escaped, and the data of its charts. */
export function reportContent(report: RunReport): { body: string; data: PageData } {
  const data = pageData(report);
  return { body: sections(report, data).join('\n'), data };
}

/** Of the page's data, in characters: a long run's page so stays below half a megabyte. */
const MOST_DATA = 270_000;

function pageData({ charted, rows, cells, importance }: RunReport): PageData {
  const data: PageData = {
    losses: lossData(charted.losses),
    targets: targetData(charted.predictions ?? [], rows),
    ...(importance && { importance: importanceData(importance) }),
    ...(charted.trace && { trace: traceData(charted.trace) }),
  };
  if (cells === undefined) return data;
  const columns = columnData(cells, MOST_DATA - JSON.stringify(data).length);
  return columns.length === 0 ? data : { ...data, columns };
}

function sections(report: RunReport, data: PageData) {
  const { name, charted, results, targetTable, settings, commands } = report;
  const [, ...facts] = charted.settings;
  return [
    pageHeader(name, facts),
    '<noscript><p>The charts of this page need scripts; their numbers are in metrics.csv and predictions.csv beside it.</p></noscript>',
    `<section aria-labelledby="results"><h2 id="results">Results</h2>\n${pairTable(results)}${targetFigures(targetTable)}</section>`,
    section('losses', 'Losses', ringNote(data)),
    ...(data.targets.length === 0
      ? []
      : [
          section('predictions', 'Predicted and actual', sampleNote(report, data)),
          section('residuals', 'Residuals', 'Actual minus predicted, of the same rows.'),
        ]),
    ...(data.importance
      ? [section('importance', 'What each column is worth', importanceNote(data.importance))]
      : []),
    ...(data.trace
      ? [
          section(
            'trace',
            'Adam from the inside',
            'What --trace recorded; all weights together but where layers are named.',
          ),
        ]
      : []),
    `<section aria-labelledby="settings"><h2 id="settings">Settings</h2>\n${settingTables(settings)}</section>`,
    `<section aria-labelledby="commands"><h2 id="commands">Commands</h2>\n<p class="muted">As they are typed in the folder that this run's folder stands in.</p>\n${commandList(commands)}</section>`,
    `<footer class="muted">Written by ${html(programName)} ${html(version)}.</footer>`,
  ];
}

/** What the ring in the losses marks. */
function ringNote({ losses: { best, curves } }: PageData): string {
  const curve = curves.find(({ color }) => color === best?.color);
  if (best === undefined || curve === undefined) return '';
  return `The ring marks the best epoch, ${formatCount(best.epoch)}: that of the lowest ${curve.name.toLowerCase()}.`;
}

/** How many of the rows, of the targets and of the columns the charts show. */
function sampleNote(
  { charted: { predictions = [] }, cells }: RunReport,
  { targets, columns = [] }: PageData,
): string {
  const rows = predictions[0]?.actual.length ?? 0;
  const drawn = targets[0]?.rows.length ?? 0;
  const shown = drawn < rows ? `a random ${formatCount(drawn)} of ` : '';
  const left = predictions.length - targets.length;
  const more = left > 0 ? ` The first ${MOST_TARGETS} of ${formatCount(predictions.length)} targets.` : '';
  const isCut = columns.length < (cells?.columns.length ?? 0) || columns.length === MOST_COLUMNS;
  const hover =
    columns.length === 0
      ? ''
      : ` A point says what its row has in ${isCut ? `the first ${formatPlural(columns.length, 'column')}` : 'its columns'}.`;
  return `The test rows, ${shown}${formatCount(rows)}; on the dashed line a prediction is right.${more}${hover}`;
}

/** How the columns' importance was measured, and how many of them are shown. */
function importanceNote({ columns, of, repeats }: ImportanceData): string {
  const cut =
    columns.length < of ? ` The ${formatCount(columns.length)} most important of ${formatCount(of)}.` : '';
  return `What the test rows lose of their R² when a column is shuffled: the mean of ${formatPlural(repeats, 'shuffle')}, with a line from one standard deviation below to one above.${cut}`;
}

function targetFigures(table: RunReport['targetTable']): string {
  const [head, ...rows] = table ?? [];
  if (head === undefined) return '';
  const cells = ([first = '', ...others]: readonly string[]) =>
    `<tr><th scope="row">${html(first)}</th>${others.map((text) => `<td>${html(text)}</td>`).join('')}</tr>`;
  const names = head.map((text) => `<th scope="col">${html(text)}</th>`).join('');
  return `\n<h3 id="by-target">By target</h3>\n<div class="wide" tabindex="0" role="region" aria-labelledby="by-target"><table class="figures"><thead><tr>${names}</tr></thead><tbody>${rows.map(cells).join('')}</tbody></table></div>`;
}
