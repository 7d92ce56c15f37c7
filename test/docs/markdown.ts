export function table(heads: string[], rows: string[][]): string {
  const line = (cells: string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(heads), `|${heads.map(() => '---|').join('')}`, ...rows.map(line)].join('\n');
}

/** A default as one would write it: tiny numbers as 1e-6. */
export function short(value: number | boolean): string {
  return typeof value === 'number' && value > 0 && value < 1e-4 ? value.toExponential() : String(value);
}

export function code(text: string): string {
  return `\`${text}\``;
}
