import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cliPath, run, temporaryFolder } from '../e2e/program.js';
import { bare, type Ended, hasPython, hasTmux, inTerminal, type TerminalKind } from '../terminal/standIn.js';

if (!hasPython) process.stdout.write('Skipped: --show in a terminal, which takes python3 to make.\n');
if (!hasTmux) process.stdout.write('Skipped: --show in tmux; apt-get install tmux.\n');

const folder = temporaryFolder();
const cwd = folder.path;
afterAll(folder.remove);

const job = ['--samples', '60', '--epochs', '20', '--hidden', '4', '--lr', '0.1', '--val-size', '0.2'];
const command = (...args: string[]) => [process.execPath, cliPath, ...args];
const train = (name: string, ...args: string[]) =>
  command(...job, '--name', name, '--force', '--show', ...args);
const read = (...parts: string[]) => readFileSync(join(cwd, ...parts));

/** The PNGs that kitty was sent. */
function kittyPictures(written: string): Buffer[] {
  const [, ...pieces] = written.split('\x1b_Ga=T,');
  return pieces.map((piece) => {
    const data = `\x1b_G${piece}`.split('\x1b_G').slice(1);
    return Buffer.from(
      data.map((each) => each.slice(each.indexOf(';') + 1).split('\x1b')[0]).join(''),
      'base64',
    );
  });
}

function iterm2Pictures(written: string): Buffer[] {
  const [, ...pieces] = written.split('\x1b]1337;File=');
  return pieces.map((piece) =>
    Buffer.from(piece.slice(piece.indexOf(':') + 1).split('\x07')[0] ?? '', 'base64'),
  );
}

const title = 'Loss over the epochs (mean squared error, ';

function expectLeft(ended: Ended): void {
  expect(ended).toMatchObject({ restored: true, left: '' });
}

describe.skipIf(!hasPython)('a terminal', () => {
  it.each(['kitty', 'kitty-in-pieces'] as const)('that answers as %s shows the pictures', (kind) => {
    const ended = inTerminal(kind, train('a'), { cwd });
    expect(ended).toMatchObject({ code: 0, asked: true, wasRaw: true });
    expectLeft(ended);
    const [loss, predictions, ...others] = kittyPictures(ended.written);
    expect(loss?.equals(read('out', 'a', 'loss.png'))).toBe(true);
    expect(predictions?.equals(read('out', 'a', 'predictions.png'))).toBe(true);
    expect(others).toEqual([]);
    expect(ended.written).not.toContain(title);
  });

  it.each(['iterm2', 'iterm2-old'] as const)('that answers as %s shows the pictures', (kind) => {
    const ended = inTerminal(kind, train('a'), { cwd });
    expect(ended).toMatchObject({ code: 0, asked: true, wasRaw: true });
    expectLeft(ended);
    const pictures = iterm2Pictures(ended.written);
    expect(pictures).toHaveLength(2);
    expect(pictures[0]?.equals(read('out', 'a', 'loss.png'))).toBe(true);
  });

  it.each<[TerminalKind, least: number, most: number]>([
    ['xterm', 0, 0.2],
    ['kitty-without-pictures', 0, 0.2],
    ['silent', 1, 1.5],
    ['late', 0.5, 0.9],
    ['garbage', 1, 1.5],
  ])('that answers as %s shows the losses in braille', (kind, least, most) => {
    const ended = inTerminal(kind, train('a'), { cwd });
    expect(ended).toMatchObject({ code: 0, asked: true, wasRaw: true });
    expectLeft(ended);
    expect(ended.secondsAfterAsking).toBeGreaterThanOrEqual(least);
    expect(ended.secondsAfterAsking).toBeLessThan(most + 1); // on a busy machine
    expect(ended.written).toContain(title);
    expect(ended.written).toMatch(/[⠁-⣿]{20}/);
    expect(ended.written).toContain('\x1b[94m⠤⠤⠤⠤⠤⠤');
    expect(kittyPictures(ended.written)).toEqual([]);
  });

  it.each([
    ['interrupted', 130],
    ['terminated', 143],
  ] as const)('is left as it was by a command that is %s while it asks', (kind, code) => {
    const ended = inTerminal(kind, train('a'), { cwd });
    expect(ended).toMatchObject({ code, asked: true, wasRaw: true });
    expectLeft(ended);
    expect(ended.written).not.toContain(title);
  });

  it('is not asked by a process in the background, which would be stopped', () => {
    const inBackground = ['bash', '-c', 'set -m; "$@" & wait', '-', ...train('a')];
    const ended = inTerminal('kitty', inBackground, { cwd });
    expect(ended).toMatchObject({ code: 0, asked: false });
    expect(ended.written).toContain(title);
  });

  it('is taken at its word where it cannot answer', () => {
    const withoutKeyboard = ['bash', '-c', '"$@" </dev/null', '-', ...train('a')];
    const env = { TERM_PROGRAM: 'iTerm.app' };
    const ended = inTerminal('silent', withoutKeyboard, { cwd, env });
    expect(ended).toMatchObject({ code: 0, asked: false });
    expect(iterm2Pictures(ended.written)).toHaveLength(2);
  });

  it.each([{ LC_ALL: 'C' }, { TERM: 'linux' }])('with %j shows the losses in ASCII', (env) => {
    const { code, written } = inTerminal('silent', train('a'), { cwd, env });
    expect(code).toBe(0);
    const chart = stripVTControlCharacters(written.slice(written.indexOf(title)));
    expect(chart).toContain('****** Training Loss');
    expect(chart).not.toMatch(/[⠁-⣿┤]/);
  });

  it.each([
    ['--no-color', {}],
    ['--', { NO_COLOR: '1' }],
  ])('has no colours with %s and %j', (flag, env) => {
    const { written } = inTerminal('xterm', train('a', ...(flag === '--' ? [] : [flag])), { cwd, env });
    const chart = written.slice(written.indexOf(title));
    expect(chart).toMatch(/⠤⠤ {2}⠤⠤ Testing Loss/);
    expect(chart).not.toContain('\x1b');
  });

  it.each(['--quiet', '--json'])('shows nothing with %s', (flag) => {
    const ended = inTerminal('kitty', train('a', flag), { cwd });
    expect(ended).toMatchObject({ code: 0, asked: false });
    expect(ended.written).not.toContain(title);
    expect(ended.written.includes('--show does nothing with --json')).toBe(flag === '--json');
  });

  it('shows what there is of a run that diverged, which still ends with 4', () => {
    const args = ['--lr', '1e6', '--optimizer', 'sgd'];
    const ended = inTerminal('kitty', train('diverged', ...args), { cwd });
    expect(ended.code).toBe(4);
    expectLeft(ended);
    expect(kittyPictures(ended.written)).toHaveLength(1);
    expect(ended.written.lastIndexOf('error:')).toBeGreaterThan(ended.written.lastIndexOf('\x1b_G'));
  });

  it('shows a run that goes on, and one that is drawn again', () => {
    const more = inTerminal('xterm', command('resume', 'out/a', '--epochs', '30', '--show'), { cwd });
    expect(more.code).toBe(0);
    expect(more.written).toMatch(/ 30 *\r\n/);
    const again = inTerminal('kitty', command('plot', 'out/a', '--show'), { cwd });
    expect(again.code).toBe(0);
    expect(kittyPictures(again.written).map((png) => png.equals(read('out', 'a', 'loss.png')))).toEqual([
      true,
      false,
    ]);
    expect(inTerminal('kitty', command('resume', 'out/a', '--epochs', '40'), { cwd }).asked).toBe(false);
  });
});

describe('a pipe', () => {
  beforeAll(async () => {
    expect((await run(cwd, [...job, '--name', 'piped', '--quiet'])).code).toBe(0);
  });

  it.each([
    [...job, '--name', 'piped', '--force'],
    ['plot', 'out/piped'],
  ])('shows nothing, which is said once', async (...args) => {
    const shown = await run(cwd, [...args, '--show'], bare as NodeJS.ProcessEnv);
    expect(shown.code).toBe(0);
    expect(shown.stdout).not.toContain(title);
    expect(shown.stdout + shown.stderr).not.toContain('\x1b');
    expect(shown.stderr.split('--show does nothing here: standard output is no terminal.')).toHaveLength(2);
  });
});

describe.skipIf(!hasTmux)('tmux', () => {
  const name = `adam-train-${process.pid}`;
  const tmux = (...args: string[]) =>
    execFileSync('tmux', ['-L', name, '-f', '/dev/null', ...args], { cwd, encoding: 'utf8' });
  afterAll(() => {
    try {
      tmux('kill-server');
    } catch {
      // It has ended by itself.
    }
  });

  it('shows the losses in braille, and is asked nothing', async () => {
    const shell = `${train('t', '--quiet').join(' ').replace('--quiet', '')}; echo ended; cat`;
    tmux('new-session', '-d', '-x', '90', '-y', '50', shell);
    const before = tmux('display', '-p', '#{pane_title}');
    let screen = '';
    while (!screen.includes('ended')) {
      await new Promise((resolve) => setTimeout(resolve, 100));
      screen = tmux('capture-pane', '-p');
    }
    expect(tmux('display', '-p', '#{pane_title}')).toBe(before); // the question would have become it
    const lines = screen.split('\n');
    const chart = lines.slice(lines.findIndex((line) => line.startsWith(title)));
    expect(chart[1]).toMatch(/^⠤⠤⠤⠤⠤⠤ Training Loss \S+ {3}⠤⠤ {2}⠤⠤ Testing Loss \S+ {3}⠄⠠ ⠄⠠ {2}Validation/);
    expect(chart.filter((line) => /^ +[\d,.]*[│┤].*[⠁-⣿]/.test(line)).length).toBeGreaterThan(5);
    expect(chart.find((line) => line.includes('└'))?.length).toBeLessThan(90);
  });
});
