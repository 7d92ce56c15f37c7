import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The shells that tests complete in. */
export const shellNames = ['bash', 'zsh', 'fish'] as const;
export type ShellName = (typeof shellNames)[number];

/** What is typed behind adam-train: whole words, and the one that TAB is pressed in. */
export interface Typed {
  before: readonly string[];
  word: string;
}

export function isOnPath(program: string): boolean {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return folders.some((folder) => existsSync(join(folder, program)));
}

/** The shells that are missing here. */
export function missingShells(): ShellName[] {
  return shellNames.filter((name) => !isOnPath(name));
}

/** Tests of a missing shell are skipped, unless ADAM_TRAIN_REQUIRE_SHELLS says that it has to be there, as in CI; then they fail. */
export function isSkipped(shell: ShellName): boolean {
  return missingShells().includes(shell) && process.env['ADAM_TRAIN_REQUIRE_SHELLS'] !== '1';
}

/**
 * Has a real shell complete lines with a script.
 *
 * @param folder where the shell is
 * @returns what each word becomes, sorted, as the program would be given it; nothing of a folder's slash, or of a flag's =
 */
export function complete(
  shell: ShellName,
  script: string,
  folder: string,
  lines: readonly Typed[],
): string[][] {
  const own = mkdtempSync(join(tmpdir(), 'adam-train-shell-'));
  try {
    const path = join(own, 'script');
    writeFileSync(path, script);
    const completed = completers[shell]({ own, path, folder, lines });
    return completed.map((words) => [...new Set(words.map((word) => word.replace(/[/=]$/, '')))].sort());
  } finally {
    rmSync(own, { recursive: true, force: true });
  }
}

/** What fish and zsh show beside the words that they list for a line: for fish all, for zsh the terminal's text. */
export function listing(shell: 'zsh' | 'fish', script: string, folder: string, line: Typed): string {
  const own = mkdtempSync(join(tmpdir(), 'adam-train-shell-'));
  try {
    const path = join(own, 'script');
    writeFileSync(path, script);
    const session = { own, path, folder, lines: [line] };
    return shell === 'fish' ? fishAnswers(session) : zshScreen(session, true);
  } finally {
    rmSync(own, { recursive: true, force: true });
  }
}

interface Session {
  /** A folder for the shell's own files. */
  own: string;
  /** The script's. */
  path: string;
  folder: string;
  lines: readonly Typed[];
}

const completers: Record<ShellName, (session: Session) => string[][]> = {
  bash: (session) => {
    // readline reads from a pipe, too, and inserts all completions with a key that is bound here.
    const { own, path, lines } = session;
    const keys = lines.map((line) => `${lineOf(line)}\u0018a\u0018d`).join('');
    writeFileSync(join(own, 'rc'), `source '${path}'\n${fileOf('dump.bash')}`);
    runIn(session, 'bash', ['--noprofile', '--rcfile', join(own, 'rc'), '-i'], keys);
    return dumped(session);
  },
  zsh: (session) => {
    zshScreen(session, false);
    return dumped(session);
  },
  fish: (session) =>
    fishAnswers(session)
      .split('---\n')
      .slice(0, session.lines.length)
      .map((answer) =>
        answer
          .split('\n')
          .filter((each) => each !== '')
          .map((each) => each.replace(/\t.*$/, '')),
      ),
};

function zshScreen(session: Session, listed: boolean): string {
  const { own, path, lines } = session;
  writeFileSync(join(own, '.zshrc'), `${fileOf('dump.zsh')}\nsource '${path}'\n`);
  const args = ['-f', pathOf('drive.zsh'), listed ? 'listed' : '', ...lines.map(lineOf)];
  return runIn(session, 'zsh', args);
}

/** Each line's words with a tab and what fish says of them, and a rule behind them. */
function fishAnswers(session: Session): string {
  const { own, path, lines } = session;
  const asked = lines.map((line) => `complete -C '${lineOf(line).replace(/[\\']/g, '\\$&')}'; echo ---`);
  writeFileSync(join(own, 'ask.fish'), [`source '${path}'`, ...asked].join('\n'));
  return runIn(session, 'fish', ['--no-config', join(own, 'ask.fish')]);
}

function lineOf({ before, word }: Typed): string {
  return ['adam-train', ...before, word].join(' ');
}

/** The words of each line that was dumped, from the one on that was completed, if it was. */
function dumped({ own, lines }: Session): string[][] {
  const path = join(own, 'dumped');
  const texts = existsSync(path) ? readFileSync(path, 'utf8').split('\n\0\n') : [];
  return lines.map(({ before, word }, i) => {
    const words = (texts[i] ?? '').split('\n').slice(1 + before.length);
    return words.filter((each) => each !== word);
  });
}

function runIn({ own, folder }: Session, program: string, args: readonly string[], input = ''): string {
  mkdirSync(join(own, 'home'), { recursive: true });
  return execFileSync(program, args, {
    cwd: folder,
    input,
    encoding: 'utf8',
    stdio: ['pipe', 'pipe', 'ignore'],
    timeout: 50_000,
    env: {
      PATH: process.env['PATH'],
      HOME: join(own, 'home'),
      ZDOTDIR: own,
      DUMPED: join(own, 'dumped'),
      TERM: 'dumb',
      LC_ALL: 'C.UTF-8',
      INPUTRC: '/dev/null',
    },
  });
}

function pathOf(name: string): string {
  return fileURLToPath(new URL(name, import.meta.url));
}

function fileOf(name: string): string {
  return readFileSync(pathOf(name), 'utf8');
}
