import { badData } from '../../../errors.js';
import type { Cells } from '../cells.js';
import { shortList } from '../sentences.js';
import type { Header } from './header.js';
import type { CsvRecord } from './records.js';

/**
 * Refuses a first row that is no row: units or a second header below the first, or a header where there is to be none. In each of
 * the columns it has a text, and the row below it numbers.
 *
 * @param positions of the columns that are to hold numbers, or may
 * @throws AdamTrainError (exit code 3) if the first row is such a one
 */
export function checkFirstRow(
  rows: readonly CsvRecord[],
  {
    header,
    file,
    positions,
    cells,
  }: { header: Header; file: string; positions: readonly number[]; cells: Cells },
): void {
  const [first, second] = rows;
  const inOrder = [...positions].sort((a, b) => a - b);
  if (first === undefined || second === undefined) return;
  const textsOf = (row: CsvRecord) =>
    inOrder.filter((position) => !cells.isMissing(row.cells[position] as string) && !isNumber(row, position));
  const isNumber = (row: CsvRecord, position: number) =>
    !Number.isNaN(cells.readNumber(row.cells[position] as string));
  const texts = textsOf(first);
  if (positions.some((position) => isNumber(first, position))) return;
  if (!texts.some((position) => isNumber(second, position))) return;
  const got = shortList(texts.map((position) => (first.cells[position] as string).trim()));
  throw badData(
    header.line === undefined
      ? `${file}, line ${first.line}: a row must have numbers where the next one has them, got ${got}, as in a header; leave --no-header out, or add --header if the run has it.`
      : `${file}, line ${first.line}: a row must have numbers where the next one has them, got ${got}, as in a line of units below the header; delete the line, or write it into the names.`,
  );
}
