import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, it, onTestFinished } from 'vitest';
import { isRunning, startOf } from '../../src/files/processes.js';

it('tells a process that runs, and one that nobody has the number of', () => {
  expect(isRunning(process.pid)).toBe(true);
  expect(isRunning(2_147_483_646)).toBe(false);
});

it.runIf(process.platform === 'linux')(
  'does not take for running what has ended and was not asked for',
  async () => {
    // The shell becomes a program that asks for the end of no child.
    const parent = spawn('sh', ['-c', 'sleep 0.1 & echo $!; exec sleep 600'], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    onTestFinished(() => void parent.kill('SIGKILL'));
    const [said] = (await once(parent.stdout.setEncoding('utf8'), 'data')) as [string];
    const child = Number(said);
    expect([isRunning(child), startOf(child)]).toEqual([true, expect.stringMatching(/^\d+$/)]);
    const end = performance.now() + 30_000;
    while (isRunning(child) && performance.now() < end)
      await new Promise((resolve) => setTimeout(resolve, 20));
    expect(isRunning(child)).toBe(false);
    expect(() => process.kill(child, 0)).not.toThrow(); // its number is still there
  },
);
