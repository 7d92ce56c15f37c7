import { describeEmptyEnd } from '../data/csv/rows/emptyEnd.js';
import type { Inspection, MadeTable } from '../data/inspect/inspectTable.js';
import type { InspectedColumn } from '../data/inspect/scanTable.js';
import { splitSettings } from '../data/settings.js';
import { partSizes } from '../data/trainTestSplit.js';
import { formatCount, formatNumber, formatPlural, formatRange, formatText } from '../format.js';
import { oneLine, shortened } from '../text.js';
import { alignColumns } from './columns.js';

const MOST_COLUMNS = 100;
const MOST_REFUSALS = 10;
const MOST_FEATURES = 20;
const WIDEST_NAME = 32;
const WIDEST_VALUES = 44;

/**
 * What `adam-train inspect` prints: a table of the columns, what missing cells cost, and what training makes of it.
 *
 * @param command that trains on the table, where one is known
 */
export function inspectionLines(file: string, inspection: Inspection, command: string | undefined): string[] {
  const { rows, columns, emptyEnd } = inspection;
  const leftOut = emptyEnd > 0 ? `; ${describeEmptyEnd(emptyEnd)} left out` : '';
  const shown = columns.slice(0, MOST_COLUMNS);
  const left = columns.length - shown.length;
  return [
    `${oneLine(file)}: ${formatPlural(rows, 'row')}, ${formatPlural(columns.length, 'column')}${leftOut}`,
    '',
    ...alignColumns([['column', 'kind', 'missing', 'distinct', 'values', 'note'], ...shown.map(cellsOf)]),
    ...(left > 0 ? [`and ${formatPlural(left, 'more column')}; --json shows all`] : []),
    ...section(missingLines(inspection)),
    ...section(targetLines(inspection)),
    ...section(trainingLines(inspection)),
    ...section(command === undefined ? [] : [command]),
  ];
}

function section(lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ['', ...lines];
}

function cellsOf(column: InspectedColumn): string[] {
  const { name, kind, missing, distinct, hasMore } = column;
  return [
    shortened(formatText(name), WIDEST_NAME),
    kind,
    missing === 0 ? '–' : formatCount(missing),
    `${hasMore ? '> ' : ''}${formatCount(distinct)}`,
    shortened(valuesOf(column), WIDEST_VALUES),
    notesOf(column).join(', '),
  ];
}

/** A number's range, or the commonest texts. */
function valuesOf({ kind, numbers, texts, isIdLike }: InspectedColumn): string {
  if (numbers !== undefined && kind !== 'text') {
    const { min, max, mean } = numbers;
    const { low, high, within } = formatRange(min, max);
    return min === max ? low : `${low} … ${high}, mean ${within(mean)}`;
  }
  return texts
    .slice(0, 5)
    .map(({ text, rows }) => `${shortened(formatText(text), 20)}${isIdLike ? '' : ` ${formatCount(rows)}`}`)
    .join(', ');
}

function notesOf({ role, kind, isConstant, isIdLike, isDateLike, odd, refusal }: InspectedColumn): string[] {
  return [
    ...(role === 'target' ? ['target'] : []),
    ...(role === 'unused' ? ['not used'] : []),
    ...(kind === 'empty' ? ['no value'] : []),
    ...(isConstant ? ['constant'] : []),
    ...(isIdLike ? ['id-like'] : []),
    ...(isDateLike ? ['date-like'] : []),
    ...(odd === undefined ? [] : [`line ${odd.line} has ${shortened(formatText(odd.text), 20)}`]),
    ...(refusal === undefined ? [] : ['refused']),
  ];
}

/** What each column with missing cells costs, if rows with one are dropped. */
function missingLines({ rows, completeRows, columns }: Inspection): string[] {
  const gaps = columns
    .filter(({ role, missing }) => role !== 'unused' && missing > 0)
    .sort((a, b) => b.missing - a.missing);
  if (gaps.length === 0) return [];
  const lost = rows - completeRows;
  const all = `${formatCount(lost)} of ${formatPlural(rows, 'row')} ${lost === 1 ? 'has' : 'have'} a missing cell, and --missing drop would drop ${lost === 1 ? 'it' : 'them'}:`;
  return [
    all,
    ...alignColumns(
      gaps
        .slice(0, MOST_COLUMNS)
        .map(({ name, missing, missingAlone }) => [
          `  ${shortened(formatText(name), WIDEST_NAME)}`,
          formatPlural(missing, 'row'),
          missingAlone === 0 ? '' : `${formatCount(missingAlone)} for this column alone`,
        ]),
      1,
    ),
  ];
}

function targetLines({ columns }: Inspection): string[] {
  return columns.flatMap(({ role, name, numbers, refusal }) => {
    if (role !== 'target' || numbers === undefined || refusal !== undefined) return [];
    const { min, max, mean, deviation } = numbers;
    const { low, high, within } = formatRange(min, max);
    return `The target ${formatText(name)} is ${within(mean)} ± ${formatNumber(deviation)}, from ${low} to ${high}; train standardizes it, and reports in its own units.`;
  });
}

function trainingLines({ made, suggestion, columns }: Inspection): string[] {
  const own = columns.flatMap(({ refusal }) => (refusal === undefined ? [] : [refusal]));
  // What train says first may be of no single column: a missing cell, a row of units.
  const first = made !== undefined && 'stops' in made && !own.includes(made.stops) ? [made.stops] : [];
  const refusals = [...first, ...own];
  const refused = [
    ...refusals.slice(0, MOST_REFUSALS),
    ...(refusals.length > MOST_REFUSALS
      ? [`and at ${formatPlural(refusals.length - MOST_REFUSALS, 'more column')}`]
      : []),
  ];
  if (made === undefined) {
    return [
      ...(refused.length > 0 ? ['As a feature train would refuse:', ...refused, ''] : []),
      'Add --target COLUMN to see what train would make of it.',
    ];
  }
  const lines: string[] = [];
  if ('stops' in made) lines.push('train would stop:', ...refused);
  else lines.push(`train would make of it ${sizeOf(made)}.`);
  if (suggestion !== undefined) {
    lines.push(
      '',
      `Without the rows and columns that it refuses or learns nothing from, it would make ${sizeOf(suggestion.made)}:`,
    );
  }
  return lines;
}

/** 392 rows (313 to train, 79 to test, 14 dropped) of 4 features: weight, origin (3) */
function sizeOf({ rows, columns, features, dropped }: MadeTable): string {
  const { train, test } = partSizes(rows, { testSize: splitSettings.testSize.default as number });
  const names = columns
    .slice(0, MOST_FEATURES)
    .map(({ name, features: its }) => `${formatText(name)}${its === 1 ? '' : ` (${formatCount(its)})`}`)
    .join(', ');
  const left = columns.length - MOST_FEATURES;
  const lost = dropped === undefined || dropped.rows === 0 ? '' : `, ${formatCount(dropped.rows)} dropped`;
  return `${formatPlural(rows, 'row')} (${formatCount(train)} to train, ${formatCount(test)} to test${lost}) of ${formatPlural(features.length, 'feature')}: ${names}${left > 0 ? ` and ${formatPlural(left, 'more column')}` : ''}`;
}
