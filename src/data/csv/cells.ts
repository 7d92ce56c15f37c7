const missingTexts = new Set(['', 'NA', 'N/A', 'NaN', 'nan', 'null', 'NULL', 'None']);

/** Whether a cell says that its value is not known. */
export function isMissing(cell: string): boolean {
  return !beginsLikeNumber(cell) && missingTexts.has(cell.trim());
}

/**
 * A decimal number in full, by the same rule as a flag's; NaN for anything else, such as an empty cell, 0x10, 1_000 or
 * Infinity. Infinite where it is beyond a double.
 */
export function readDecimal(cell: string): number {
  const value = Number(cell);
  // Of what Number takes besides decimals only 0x10, 0o10 and 0b10 begin like this: the pattern is for the other cells.
  const second = cell.charCodeAt(1) | 0x20;
  const hasBase = second === 0x78 || second === 0x6f || second === 0x62;
  if (Number.isFinite(value) && beginsLikeNumber(cell) && !hasBase) return value;
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(cell.trim()) ? value : Number.NaN;
}

/** Whether a text would be a number with a comma for its point or between its thousands: 1,5 or 1.234,5 or 1,234.5 */
export function hasNumberComma(cell: string): boolean {
  return /^[+-]?\d[\d.\s\u2019']*,\d[\d.,]*$/.test(cell.trim());
}

export function isInfinity(cell: string): boolean {
  return /^[+-]?(inf(inity)?|∞)$/i.test(cell.trim());
}

/** Whether the first character is a digit, a sign or a point; of the others in that range none begins a number. */
function beginsLikeNumber(cell: string): boolean {
  const first = cell.charCodeAt(0);
  return first >= 0x2b && first <= 0x39;
}
