/**
 * Rows of numbers and plain words as CSV; a number is in its shortest form that reads back the same, and an empty cell if
 * not finite. Neither needs quotes.
 */
export function csvRows(rows: readonly (readonly (string | number)[])[]): string {
  const cell = (value: string | number) =>
    typeof value === 'string' || Number.isFinite(value) ? String(value) : '';
  return rows.map((row) => `${row.map(cell).join(',')}\n`).join('');
}

/** A text as one cell of CSV, in quotes where it needs them: at a comma, a quote, a line end, or a blank at its ends. */
export function csvText(text: string): string {
  return /[",\r\n]|^\s|\s$|^$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
