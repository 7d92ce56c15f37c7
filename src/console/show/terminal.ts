import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import type { Graphics } from './graphics.js';

/** What the environment says of a terminal. */
export interface Terminal {
  /** Whether to ask it for more. */
  isAsked: boolean;
  /** What is taken for its answer where it cannot be asked. */
  presumed: Graphics | undefined;
  letters: 'braille' | 'ascii';
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Describes the terminal that standard output is.
 *
 * @param canAnswer whether what it answers would be read: standard input is the same terminal, and ours
 */
export function describeTerminal(env: Environment, platform: NodeJS.Platform, canAnswer: boolean): Terminal {
  const letters = hasBraille(env, platform) ? 'braille' : 'ascii';
  if (platform === 'win32' || isPlain(env)) return { isAsked: false, presumed: undefined, letters };
  return { isAsked: canAnswer, presumed: canAnswer ? undefined : named(env), letters };
}

/**
 * tmux and screen stand between the program and the terminal, and show no pictures; the others have none, and print a part of
 * the question.
 */
function isPlain({ TERM = 'dumb', TERM_PROGRAM, TMUX, STY }: Environment): boolean {
  if (TMUX || STY || TERM_PROGRAM === 'Apple_Terminal') return true;
  return /^(dumb|linux|screen|tmux|vt\d+)\b/.test(TERM);
}

function named({ TERM, TERM_PROGRAM }: Environment): Graphics | undefined {
  if (TERM === 'xterm-kitty') return 'kitty';
  return TERM_PROGRAM === 'iTerm.app' ? 'iterm2' : undefined;
}

/** Whether it shows more than ASCII; a locale that is not set says nothing. */
function hasBraille(env: Environment, platform: NodeJS.Platform): boolean {
  if (platform === 'win32') return Boolean(env['WT_SESSION'] || env['TERM_PROGRAM']);
  // The Linux console's font has no braille.
  if (/^(dumb|linux|vt\d+)\b/.test(env['TERM'] ?? 'dumb')) return false;
  const locale = env['LC_ALL'] || env['LC_CTYPE'] || env['LANG'];
  return !locale || /utf-?8/i.test(locale);
}

/** Whether the process is the terminal's foreground job: another is stopped when it changes the terminal's mode. */
export function isInForeground(): boolean {
  try {
    if (process.platform !== 'linux') {
      return execFileSync('ps', ['-o', 'stat=', '-p', `${process.pid}`], { encoding: 'utf8' }).includes('+');
    }
    const stat = readFileSync('/proc/self/stat', 'utf8');
    const [, , group, , , foreground] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return group === foreground;
  } catch {
    return false;
  }
}
