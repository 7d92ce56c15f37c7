/** Whether a number is a day without marks, such as 20240131. */
export function isCompactDate(value: number): boolean {
  if (!Number.isInteger(value) || value < 1900_01_01 || value > 2099_12_31) return false;
  const [year, month, day] = [Math.floor(value / 1e4), Math.floor(value / 100) % 100, value % 100];
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}
