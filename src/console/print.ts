import { styleText } from 'node:util';
import { printable } from '../text.js';

export type Style = 'bold' | 'red' | 'green' | 'yellow' | 'blueBright';

/** A text in a colour, where the stream shows colours. */
interface Styled {
  style: Style;
  text: string;
}

/** What a line is made of. */
export type Line = string | Styled | readonly (string | Styled)[];

/** A stream to print on: standard output, standard error, or a test's. */
export type Output = Pick<NodeJS.WriteStream, 'write'>;

/**
 * Prints lines for a person: the one place where text goes out to a terminal. Whatever a terminal would obey is escaped,
 * wherever it came from; data that are to keep their bytes go by files/output.
 */
export function print(stream: Output, ...lines: readonly Line[]): void {
  stream.write(lines.map((line) => `${written(line, stream)}\n`).join(''));
}

/** What prints lines about the run to standard error, or nowhere when the user wants quiet. */
export function createNotes(stream: Output, quiet: boolean): (line: Line) => void {
  return quiet ? () => {} : (line) => print(stream, line);
}

/** Prints a value as JSON, which means the same with its characters escaped. */
export function printJson(stream: Output, value: unknown): void {
  print(stream, ...JSON.stringify(value, null, 2).split('\n'));
}

/** Sends a terminal what it is to obey, of which nothing comes from a file or a flag but in base64. */
export function command(terminal: Output, sequences: string): void {
  terminal.write(sequences);
}

/** Prints an error's sentence. */
export function printError(stream: Output, sentence: string): void {
  print(stream, [{ style: 'red', text: 'error:' }, ` ${sentence}`]);
}

/** Colours are shown on a terminal, unless NO_COLOR forbids or FORCE_COLOR demands it. */
function written(line: Line, stream: Output): string {
  if (typeof line === 'string') return printable(line);
  if (!('style' in line)) return line.map((part) => written(part, stream)).join('');
  return styleText(line.style, printable(line.text), { stream: stream as NodeJS.WriteStream });
}
