import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { availableParallelism, loadavg } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cliPath, readJson, run, start, temporaryFolder } from '../e2e/program.js';

const { path: cwd, remove } = temporaryFolder();
afterAll(remove);

/** What a signal must be answered within: a second, and as many as there are processes to a core on a busy machine. */
const mostMilliseconds = () => 1000 * Math.max(1, (loadavg()[0] as number) / availableParallelism());

const wait = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Starts the command; gives the time until it says what is awaited, or until its end. */
async function timeUntil(args: readonly string[], said: RegExp | undefined): Promise<number> {
  const started = performance.now();
  let heard: () => void;
  const isSaid = new Promise<void>((resolve) => {
    heard = resolve;
  });
  const { child, finished } = start(cwd, args, {}, (text) => {
    if (said?.test(text)) heard();
  });
  await Promise.race([isSaid, finished]);
  const milliseconds = performance.now() - started;
  child.kill('SIGKILL');
  await finished;
  return milliseconds;
}

/** Starts the command, sends the signals at their moments, and gives what came of it and how long the last one took. */
async function signalled(args: readonly string[], signals: readonly [NodeJS.Signals, number][]) {
  const { child, finished } = start(cwd, args);
  for (const [signal, milliseconds] of signals) {
    await Promise.race([wait(milliseconds), finished]);
    child.kill(signal);
  }
  const sent = performance.now();
  const { code, stderr } = await finished;
  return { code, stderr, milliseconds: performance.now() - sent };
}

/** Every file and folder under the test's folder. */
const left = () => readdirSync(cwd, { recursive: true, encoding: 'utf8' }).sort();

const codes = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;
const kinds = Object.keys(codes) as (keyof typeof codes)[];
/** Node takes this long to read the program; before it knows of signals, they end it by themselves. */
const START = 600;

interface Phase {
  name: string;
  args: readonly string[];
  /** What is said at the end of the phase; by default the process's end is its end. */
  until?: RegExp;
}

/** What the phases make at their ends. */
const made = ['rows.csv', 'predicted.csv', 'path.png', join('out', 'a'), join('out', 'b'), 'pictures'];

const wide = ['--samples', '1000000', '--features', '30', '--hidden', '2', '--epochs', '1'];
const long = ['--samples', '800000', '--features', '1', '--hidden', '1', '--epochs', '1'];
const phases: Phase[] = [
  { name: 'generating and preparing', args: [...wide, '--name', 'a'], until: /^split /m },
  { name: 'data to a file', args: ['data', '--samples', '400000', '--output', 'rows.csv'] },
  {
    name: 'reading and preparing a file',
    args: ['--data', 'long.csv', '--target', 'y', '--hidden', '1', '--epochs', '1', '--name', 'b'],
    until: /^split /m,
  },
  {
    name: 'predict',
    args: ['predict', join('out', 'kept'), '--data', 'long.csv', '--output', 'predicted.csv'],
  },
  { name: 'explain', args: ['explain', '--samples', '400000', '--features', '20', '--steps', '5'] },
  {
    name: 'explain --function',
    args: ['explain', '--function', 'rosenbrock', '--steps', '1000000', '--output', 'path.png'],
  },
  { name: 'plot', args: ['plot', join('out', 'kept'), '--to', 'pictures'] },
];

beforeAll(async () => {
  expect(
    (await run(cwd, ['data', '--samples', '800000', '--features', '1', '--output', 'long.csv'])).code,
  ).toBe(0);
  expect((await run(cwd, [...long, '--name', 'kept', '--quiet'])).code).toBe(0);
}, 300_000);

describe.each(phases)('$name', ({ args, until }) => {
  it('ends within a second of a signal, and leaves nothing half written', async () => {
    const whole = await timeUntil(args, until);
    for (const name of made) rmSync(join(cwd, name), { recursive: true, force: true });
    const before = left();
    const answers: number[] = [];
    for (const [i, share] of [0.05, 0.2, 0.4, 0.55, 0.7, 0.85].entries()) {
      const signal = kinds[i % kinds.length] as keyof typeof codes;
      const moment = START + share * (whole - START);
      const { code, stderr, milliseconds } = await signalled(args, [[signal, moment]]);
      expect(stderr).not.toContain('error');
      // On a busy machine the phase may have been over.
      const isOver = code === 0 || /^split /m.test(stderr);
      if (!isOver) {
        expect(code).toBe(codes[signal]);
        expect(left()).toEqual(before);
        answers.push(milliseconds);
      }
      for (const name of made) rmSync(join(cwd, name), { recursive: true, force: true });
    }
    expect(answers.length).toBeGreaterThan(1);
    expect(Math.max(...answers)).toBeLessThan(mostMilliseconds());
  });
});

/** A step of 4e10 multiplications: seconds on wasm. */
const hugeStep = ['--samples', '40000', '--features', '50', '--hidden', '512,512', '--epochs', '2'].concat([
  '--backend',
  'wasm',
]);

describe('one huge step', () => {
  it('hears a first signal at once, and ends within a second of another', async () => {
    const name = 'huge';
    let heard: () => void = () => {};
    const isHeard = new Promise<void>((resolve) => {
      heard = resolve;
    });
    const { child, finished } = start(cwd, [...hugeStep, '--name', name], {}, (text) => {
      if (text.includes('Interrupted: ending')) heard();
    });
    while (!existsSync(join(cwd, 'out', name, 'metrics.csv'))) await wait(5);
    await wait(300); // in the middle of the first step
    let sent = performance.now();
    child.kill('SIGINT');
    await isHeard;
    expect(performance.now() - sent).toBeLessThan(mostMilliseconds());
    sent = performance.now();
    child.kill('SIGINT');
    expect((await finished).code).toBe(130);
    expect(performance.now() - sent).toBeLessThan(mostMilliseconds());
    expect(existsSync(join(cwd, 'out', name, 'lock'))).toBe(false);
  });
});

/** Opens a terminal, trains in it, closes it when training is under way, and prints how the command ended. */
const inTerminal = `
import os, pty, sys, time
pid, terminal = pty.fork()
if pid == 0:
    os.execv(sys.argv[1], sys.argv[1:])
while not os.path.exists('out/terminal/metrics.csv'):
    time.sleep(0.01)
os.close(terminal)
status = os.waitpid(pid, 0)[1]
print(os.WEXITSTATUS(status) if os.WIFEXITED(status) else -os.WTERMSIG(status))
`;
const hasPython = spawnSync('python3', ['--version']).status === 0;
if (!hasPython) process.stdout.write('Skipped: a terminal that is closed, which takes python3 to make.\n');

it.skipIf(!hasPython)('a terminal that is closed ends the run in order, and with 129', () => {
  const command = [process.execPath, cliPath, '--epochs', '100000', '--name', 'terminal'];
  const { stdout } = spawnSync('python3', ['-c', inTerminal, ...command], { cwd, encoding: 'utf8' });
  expect(stdout).toBe('129\n');
  expect(readJson(cwd, 'out', 'terminal', 'summary.json')['status']).toBe('interrupted');
});

describe('writing predictions and drawing, after training', () => {
  it('end at once, with a word about resume, which does what is left', async () => {
    const name = 'ended';
    const folder = join(cwd, 'out', name);
    const { child, finished } = start(cwd, [...long, '--name', name]);
    while (!existsSync(join(folder, 'predictions.csv'))) await wait(5);
    const sent = performance.now();
    child.kill('SIGHUP');
    const { code, stderr } = await finished;
    expect(performance.now() - sent).toBeLessThan(mostMilliseconds());
    expect(code).toBe(129);
    expect(stderr).toMatch(/Interrupted before all was written; go on with adam-train resume \S+\.\n$/);
    expect(readdirSync(folder).filter((file) => /tmp$|^lock|summary/.test(file))).toEqual([]);
    expect((await run(cwd, ['resume', folder, '--quiet'])).code).toBe(0);
    expect(existsSync(join(folder, 'summary.json'))).toBe(true);
  });
});
