import { AdamTrainError, exitCodes } from '../../errors.js';
import { featureCount, featureNames } from '../columns.js';
import { loadTable, type TableOptions } from '../csv/loadTable.js';
import type { DroppedRows } from '../dataset.js';
import { type InspectedTable, scanTable, type TableToInspect } from './scanTable.js';

/** What training would make of a table. */
export interface MadeTable {
  rows: number;
  /** The columns that are used, and how many features each gives. */
  columns: { name: string; features: number }[];
  /** The features' names, categories expanded. */
  features: string[];
  dropped: DroppedRows | undefined;
}

/** What to choose otherwise, so that training takes the table. */
interface Suggestion {
  columns: string[] | undefined;
  ignoreColumns: string[] | undefined;
  missing: TableToInspect['missing'];
  made: MadeTable;
}

export interface Inspection extends InspectedTable {
  /** What training makes of the choice as it is, or why it stops; undefined without a target. */
  made: MadeTable | { stops: string } | undefined;
  /** Absent where the choice leaves nothing to wish for, and where no other helps. */
  suggestion: Suggestion | undefined;
}

/** Columns with fewer values than this part of the rows cost more rows than they are worth. */
const LEAST_FILLED = 0.5;

/**
 * Looks at a table's columns, and tries what training would make of them.
 *
 * @throws AdamTrainError (exit code 3) if the file is no table, or a column that is chosen is not there
 */
export async function inspectTable(
  options: TableToInspect,
  onProgress?: (bytes: number, total: number | undefined) => void,
): Promise<Inspection> {
  const table = await scanTable(options, onProgress);
  const { target } = options;
  if (target === undefined) return { ...table, made: undefined, suggestion: undefined };
  const made = await make({ ...options, target });
  for (const other of otherChoices(table, options)) {
    const tried = await make({ ...options, ...other, target });
    if (!('stops' in tried)) return { ...table, made, suggestion: { ...other, made: tried } };
  }
  return { ...table, made, suggestion: undefined };
}

async function make(options: TableOptions): Promise<MadeTable | { stops: string }> {
  try {
    const { x, columns, dropped } = await loadTable(options);
    const { rows } = x;
    x.release?.();
    const used = columns.features.map((column) => ({ name: column.name, features: featureCount(column) }));
    return { rows, columns: used, features: featureNames(columns), dropped };
  } catch (error) {
    if (error instanceof AdamTrainError && error.exitCode === exitCodes.badData) {
      return { stops: error.message };
    }
    throw error;
  }
}

/**
 * The same choice without the columns that training refuses or can learn nothing from, and without missing cells: without their rows, or
 * with the cells filled in, since so few rows may be left that a column has too many categories for them. None where that is the choice
 * as it is, or nothing is left of it.
 */
function otherChoices(
  { rows, columns }: InspectedTable,
  { columns: chosen, ignoreColumns, missing }: TableToInspect,
): Omit<Suggestion, 'made'>[] {
  const features = columns.filter(({ role }) => role === 'feature');
  const left = features.filter(
    (column) =>
      column.refusal !== undefined ||
      column.isConstant ||
      column.isIdLike ||
      column.missing > LEAST_FILLED * rows,
  );
  const kept = columns.filter((column) => column.role !== 'unused' && !left.includes(column));
  const drops = missing === 'error' && kept.some((column) => column.missing > 0);
  if ((left.length === 0 && !drops) || left.length === features.length) return [];
  const names = left.map(({ name }) => name);
  const choice = {
    columns: chosen?.filter((name) => !names.includes(name)),
    ignoreColumns:
      chosen === undefined && names.length > 0 ? [...(ignoreColumns ?? []), ...names] : ignoreColumns,
  };
  const ways = drops ? (['drop', 'mean'] as const) : [missing];
  return ways.map((way) => ({ ...choice, missing: way }));
}
