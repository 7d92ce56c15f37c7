import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** How the stand-in for a terminal answers: see standIn.py. */
export type TerminalKind =
  | 'kitty'
  | 'kitty-in-pieces'
  | 'kitty-without-pictures'
  | 'iterm2'
  | 'iterm2-old'
  | 'xterm'
  | 'silent'
  | 'late'
  | 'garbage'
  | 'interrupted'
  | 'terminated';

export interface Ended {
  code: number;
  /** What the command wrote, with the terminal's own line ends. */
  written: string;
  /** Whether it asked what the terminal shows, with echo and lines off. */
  asked: boolean;
  wasRaw: boolean;
  /** Whether it left the terminal's mode as it was. */
  restored: boolean;
  /** What would be typed at the next prompt. */
  left: string;
  secondsAfterAsking: number | null;
}

export const hasPython = spawnSync('python3', ['--version']).status === 0;
export const hasTmux = spawnSync('tmux', ['-V']).status === 0;

/** Runs a command in a terminal that answers as its kind does. */
export function inTerminal(
  kind: TerminalKind,
  command: readonly string[],
  { cwd, env = {}, columns = 100, rows = 40 }: TerminalOptions,
): Ended {
  const script = fileURLToPath(new URL('standIn.py', import.meta.url));
  const { stdout, stderr } = spawnSync('python3', [script, kind, `${columns}`, `${rows}`, ...command], {
    cwd,
    env: { ...bare, ...env },
    encoding: 'utf8',
    maxBuffer: 1e8,
  });
  if (stderr !== '') throw new Error(stderr);
  const ended = JSON.parse(stdout) as Ended;
  const decoded = (text: string) => Buffer.from(text, 'base64').toString('utf8');
  return { ...ended, written: decoded(ended.written), left: decoded(ended.left) };
}

interface TerminalOptions {
  cwd: string;
  env?: Record<string, string>;
  columns?: number;
  rows?: number;
}

/** An environment that says nothing of the terminal that the tests are run in. */
export const bare = { PATH: process.env['PATH'], TERM: 'xterm-256color', LC_ALL: 'C.UTF-8' };
