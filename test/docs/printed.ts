import { commandsIn } from './commands.js';
import { readPage } from './pages.js';

/** What a page says that the commands of a block print: a block of `text` right behind one of `sh`. */
export function printedOf(page: string): { commands: string[]; lines: string[] }[] {
  const pairs = readPage(page).matchAll(/^```sh\n((?:(?!```).*\n)*)```\n\n```text\n((?:(?!```).*\n)*)```$/gm);
  return [...pairs].map(([, commands, lines]) => ({
    commands: commandsIn(commands as string).map(({ line }) => line),
    lines: (lines as string).trimEnd().split('\n'),
  }));
}

/** Whether a line was printed; its blanks may be others. */
export function isPrinted(line: string, output: string): boolean {
  return output.split('\n').some((other) => wordsOf(other) === wordsOf(line));
}

function wordsOf(line: string): string {
  return line.split(/\s+/).join(' ').trim();
}
