import { fencedBlocks } from './pages.js';

/** A command of a page, without its comment. */
export interface Command {
  line: string;
  exitCode: number;
}

/** The commands of a page in their order; a backslash at a line's end goes on in the next, and a comment may say the exit code. */
export function commandsOf(page: string): Command[] {
  return commandsIn(fencedBlocks(page, 'sh').join(''));
}

/** The commands of a block. */
export function commandsIn(block: string): Command[] {
  return block
    .replace(/ *\\\n */g, ' ')
    .split('\n')
    .map((line) => ({
      line: line.replace(/\s+#.*$/, ''),
      exitCode: Number(/# .*exit code (\d+)/.exec(line)?.[1] ?? 0),
    }))
    .filter(({ line }) => line !== '');
}
