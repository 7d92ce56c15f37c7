import type { Inspection, MadeTable } from '../data/inspect/inspectTable.js';
import type { InspectedColumn } from '../data/inspect/scanTable.js';

const MOST_TEXTS = 100;

/**
 * What `adam-train inspect --json` prints; null where there is nothing to say.
 *
 * @param command that trains on the table, where one is known
 */
export function inspectionJson(file: string, inspection: Inspection, command: string | undefined): object {
  const { rows, completeRows, columns, emptyEnd, made, suggestion } = inspection;
  const targets = columns
    .filter(({ role }) => role === 'target')
    .map((target) => ({ name: target.name, ...figuresOf(target) }));
  return {
    file,
    rows,
    complete_rows: completeRows,
    empty_rows_at_end: emptyEnd,
    columns: columns.map(columnJson),
    target: targets[0] ?? null,
    ...(targets.length > 1 && { targets }),
    train: made === undefined ? null : 'stops' in made ? { stops: made.stops } : madeJson(made),
    suggestion:
      suggestion === undefined
        ? null
        : {
            columns: suggestion.columns ?? null,
            ignore_columns: suggestion.ignoreColumns ?? null,
            missing: suggestion.missing,
            train: madeJson(suggestion.made),
          },
    command: command ?? null,
  };
}

function columnJson(column: InspectedColumn) {
  const { name, role, kind, missing, missingAlone, distinct, hasMore, texts, odd } = column;
  return {
    name,
    role,
    kind,
    missing,
    missing_alone: missingAlone,
    distinct,
    has_more_distinct: hasMore,
    ...figuresOf(column),
    categories: kind === 'number' || kind === 'empty' ? null : texts.slice(0, MOST_TEXTS),
    constant: column.isConstant,
    id_like: column.isIdLike,
    date_like: column.isDateLike,
    odd_cell: odd ?? null,
    features: column.features ?? null,
    refused: column.refusal ?? null,
  };
}

function figuresOf({ numbers }: InspectedColumn) {
  const { min = null, max = null, mean = null, deviation = null } = numbers ?? {};
  return { min, max, mean, deviation };
}

function madeJson({ rows, features, dropped }: MadeTable) {
  return { rows, features, dropped_rows: dropped?.rows ?? 0 };
}
