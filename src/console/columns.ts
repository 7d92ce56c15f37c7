import stringWidth from 'string-width';

/**
 * Rows in aligned columns.
 *
 * @param rows of equal length
 * @param left how many columns are flush left; the others are flush right
 */
export function alignColumns(
  rows: readonly (readonly string[])[],
  left = Number.POSITIVE_INFINITY,
): string[] {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => stringWidth(row[column] ?? ''))),
  );
  return rows.map((row) =>
    row
      .map((text, column) => {
        const padding = ' '.repeat((widths[column] ?? 0) - stringWidth(text));
        return column < left ? text + padding : padding + text;
      })
      .join('  ')
      .trimEnd(),
  );
}

/**
 * The same in as many blocks as a narrow terminal needs: each has the left columns again, and at least one other.
 *
 * @param width of the terminal, in characters
 */
export function alignInBlocks(rows: readonly (readonly string[])[], left: number, width: number): string[][] {
  const count = (rows[0]?.length ?? left) - left;
  for (let columns = count; columns > 1; columns--) {
    const blocks = blocksOf(rows, left, count, columns);
    if (blocks.every((block) => block.every((line) => stringWidth(line) <= width))) return blocks;
  }
  return blocksOf(rows, left, count, 1);
}

function blocksOf(
  rows: readonly (readonly string[])[],
  left: number,
  count: number,
  columns: number,
): string[][] {
  return Array.from({ length: Math.ceil(count / columns) }, (_, block) => {
    const from = left + block * columns;
    return alignColumns(
      rows.map((row) => [...row.slice(0, left), ...row.slice(from, from + columns)]),
      left,
    );
  });
}
