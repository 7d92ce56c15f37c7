import { formatText } from '../../../format.js';
import { shellWord } from '../../../text.js';
import { readDecimal } from '../numbers/decimal.js';
import type { CsvRecord } from './records.js';

/** What a table says of its columns. */
export interface Header {
  /** Every column's name in the file's order; two may be the same. */
  names: string[];
  /** Where each name stands, from 0; the first place of one that is there twice … */
  positions: ReadonlyMap<string, number>;
  /** … and its second. */
  repeated: ReadonlyMap<string, number>;
  /** The header's line, from 1; absent where the file has none. */
  line?: number;
  /** Where columns stand, from 0, that have neither a name nor a cell in the first rows. */
  empty: ReadonlySet<number>;
  /** Where the columns of row names stand that R and pandas write first and without a name. */
  rowNames: readonly number[];
  /** How many cells the first row below the header has; absent where there is none. */
  cellsBelow?: number | undefined;
  /** Whether the rows are in memory, and no file's. */
  isInMemory?: boolean;
}

/**
 * The columns of a table without a header, which are called 1, 2 …
 *
 * @param rows the first ones
 */
export function withoutHeader(rows: readonly CsvRecord[]): Header {
  const last = (rows[0]?.cells.length ?? 0) - 1;
  const names = Array.from({ length: last + 1 }, (_, i) => String(i + 1));
  // A delimiter that ends every row has no column behind it.
  return {
    ...placed(names),
    rowNames: [],
    cellsBelow: rows[1]?.cells.length,
    empty: rows.length > 1 ? emptyColumns([last], rows) : new Set(),
  };
}

/**
 * What a header says, fitted to the rows below it where these are longer or shorter by cells that are empty, or longer by a
 * row's name.
 *
 * @param rows the first ones
 */
export function readHeader({ cells, line }: CsvRecord, rows: readonly CsvRecord[]): Header {
  const given = fitted(
    cells.map((cell) => cell.trim()),
    rows,
  );
  const nameless = given.flatMap((name, i) => (name === '' ? [i] : []));
  // pandas calls a nameless column so when it writes what it has read, and another one when it does so again.
  const isRowName = (name: string, i: number) =>
    /^Unnamed: 0(\.\d+)?$/.test(name) || (name === '' && i === 0);
  const others = given.findIndex((name, i) => !isRowName(name, i));
  const rowNames = given.slice(0, Math.max(0, others)).map((_, i) => i);
  return {
    ...placed(given.map((name, i) => (name === '' ? `column ${i + 1}` : name))),
    line,
    empty: emptyColumns(nameless, rows),
    rowNames,
    cellsBelow: rows[0]?.cells.length,
  };
}

function placed(names: string[]): Pick<Header, 'names' | 'positions' | 'repeated'> {
  const positions = new Map<string, number>();
  const repeated = new Map<string, number>();
  names.forEach((name, i) => {
    if (!positions.has(name)) positions.set(name, i);
    else if (!repeated.has(name)) repeated.set(name, i);
  });
  return { names, positions, repeated };
}

function emptyColumns(positions: readonly number[], rows: readonly CsvRecord[]): Set<number> {
  return new Set(
    positions.filter((position) => rows.every(({ cells }) => (cells[position] ?? '').trim() === '')),
  );
}

function fitted(names: string[], rows: readonly CsvRecord[]): string[] {
  const first = rows[0]?.cells ?? names;
  const more = first.length - names.length;
  if (more < 0) {
    const kept = names.slice(0, more);
    return names.slice(more).every((name) => name === '') ? kept : names;
  }
  if (first.slice(names.length).every((cell) => cell.trim() === ''))
    return [...names, ...Array(more).fill('')];
  const named = rows.filter(({ cells }) => cells.length === first.length);
  return more === 1 && areRowNames(named.map(({ cells }) => cells[0] as string)) ? ['', ...names] : names;
}

/** R's write.table puts no name above its row names; a number there may also be the whole part before a decimal comma. */
function areRowNames(cells: readonly string[]): boolean {
  if (new Set(cells).size < cells.length) return false;
  const numbers = cells.map((cell) => readDecimal(cell));
  const first = numbers[0] as number;
  if (first === 0 || first === 1) return numbers.every((value, i) => value === first + i);
  return numbers.every(Number.isNaN) && cells.every((cell) => cell.trim() !== '');
}

/** What a line of comments begins with. */
const commentMark = /^\s*(#+|%+|\/\/|!|--+|\*+|;)/;

/** How to read a table whose header is no header, as part of a sentence; nothing where nothing is odd about it. */
export function headerCure({ names, line, cellsBelow = 0, isInMemory }: Header): string | undefined {
  if (isInMemory) return undefined;
  const [first = ''] = names;
  const comment = line === undefined ? undefined : commentCure(first);
  if (comment !== undefined) return comment;
  if (cellsBelow > names.length) {
    return `delete the lines above the ${line === undefined ? 'rows' : 'header'} if there are any, because the line below the first has ${cellsBelow} cells`;
  }
  if (line === undefined) {
    return names.length > 1 ? undefined : 'name another --delimiter if there are several columns';
  }
  if (names.every((name) => !Number.isNaN(readDecimal(name)))) {
    return `add --no-header if line ${line} is a row of data`;
  }
  const other = names.length > 1 ? undefined : (/[,;\t|]/.exec(first) ?? /\s/.exec(first))?.[0];
  if (other === undefined) return undefined;
  const [word, what] = delimiterWords[other] ?? ['space', 'blanks stand'];
  return `add --delimiter ${shellWord(word)} if ${what} between the cells`;
}

const delimiterWords: Record<string, [string, string]> = {
  ',': [',', 'commas stand'],
  ';': [';', 'semicolons stand'],
  '\t': ['tab', 'tabs stand'],
  '|': ['|', 'bars stand'],
};

/** How to skip lines of comments, as part of a sentence, for a line that looks like one. */
export function commentCure(firstCell: string): string | undefined {
  const [, mark] = commentMark.exec(firstCell) ?? [];
  if (mark === undefined) return undefined;
  return `add --comment ${shellWord(mark)} if the lines that begin with ${formatText(mark)} are no rows`;
}
