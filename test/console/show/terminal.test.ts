import { expect, it } from 'vitest';
import { describeTerminal } from '../../../src/console/show/terminal.js';

const of = (env: Record<string, string>, platform: NodeJS.Platform = 'linux', canAnswer = true) =>
  describeTerminal({ TERM: 'xterm-256color', ...env }, platform, canAnswer);

it('asks a terminal, whatever the environment says of it', () => {
  for (const env of [{}, { TERM: 'xterm-kitty' }, { TERM_PROGRAM: 'iTerm.app' }]) {
    expect(of(env)).toMatchObject({ isAsked: true, presumed: undefined });
    expect(of(env, 'darwin')).toMatchObject({ isAsked: true, presumed: undefined });
  }
});

it.each([
  [{ TERM: 'xterm-kitty' }, 'kitty'],
  [{ TERM_PROGRAM: 'iTerm.app' }, 'iterm2'],
  [{ TERM_PROGRAM: 'vscode' }, undefined],
])('believes %j where it cannot ask', (env, presumed) => {
  expect(of(env, 'darwin', false)).toMatchObject({ isAsked: false, presumed });
});

it.each([
  { TMUX: '/tmp/tmux-0/default,1,0' },
  { STY: '1.pts-0' },
  { TERM: 'tmux-256color' }, // of another machine
  { TERM: 'screen.xterm-256color' },
  { TERM: 'dumb' },
  { TERM: 'linux' },
  { TERM_PROGRAM: 'Apple_Terminal' },
])('asks nothing with %j, and presumes nothing', (env) => {
  for (const canAnswer of [true, false]) {
    const inIterm2 = { TERM_PROGRAM: 'iTerm.app', ...env };
    expect(of(inIterm2, 'darwin', canAnswer)).toMatchObject({ isAsked: false, presumed: undefined });
  }
});

it('asks nothing on Windows', () => {
  expect(of({ WT_SESSION: '1' }, 'win32')).toEqual({
    isAsked: false,
    presumed: undefined,
    letters: 'braille',
  });
  expect(of({}, 'win32').letters).toBe('ascii');
});

it.each([
  [{}, 'braille'],
  [{ LANG: 'C' }, 'ascii'],
  [{ LANG: 'de_DE.ISO-8859-1' }, 'ascii'],
  [{ LANG: 'en_US.UTF-8' }, 'braille'],
  [{ LANG: 'C.utf8' }, 'braille'],
  [{ LANG: 'en_US.UTF-8', LC_CTYPE: 'C' }, 'ascii'],
  [{ LANG: 'en_US.UTF-8', LC_ALL: 'POSIX' }, 'ascii'],
  [{ LC_ALL: 'C.UTF-8', LANG: 'C' }, 'braille'],
  [{ LC_ALL: '', LANG: 'C.UTF-8' }, 'braille'],
  [{ TERM: 'linux', LANG: 'C.UTF-8' }, 'ascii'],
  [{ TERM: 'vt220', LANG: 'C.UTF-8' }, 'ascii'],
  [{ TERM: 'tmux-256color', LANG: 'C.UTF-8' }, 'braille'],
])('with %j it writes %s', (env, letters) => {
  expect(of(env).letters).toBe(letters);
});
