import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { describeWithRedis } from '../redis/describeWithRedis.js';

/** Runs an attack in a short form; `npm run soak` has the long ones. */
function attack(name: string, ...args: string[]) {
  const path = fileURLToPath(new URL(`../../scripts/attack/${name}.mjs`, import.meta.url));
  const { status, stdout, stderr } = spawnSync(process.execPath, [path, ...args], { encoding: 'utf8' });
  process.stdout.write(stdout);
  return { status, stdout, stderr };
}

it('random flags, configs, tables and run folders lead to nothing but documented ends', () => {
  const { status, stdout, stderr } = attack('fuzz', '--seed', '4', '--cases', '300');
  expect(stderr).toBe('');
  expect(stdout).toMatch(/^fuzz, seed 4: 300 cases in .* findings 0\n$/);
  expect(status).toBe(0);
});

it('what commands leave that are ended at random moments is whole or absent, and can be gone on with', () => {
  const { status, stdout, stderr } = attack('kill', '--seed', '4', '--kills', '20');
  expect(stderr).toBe('');
  expect(stdout).toMatch(/^kills, seed 4: 20 in .* findings 0\n$/);
  expect(status).toBe(0);
});

it("tables that Python's csv module takes too have the same cells, where Python is there", () => {
  const { status, stdout, stderr } = attack('csvDifferential', '--seed', '4', '--texts', '3000');
  expect(stderr).toBe('');
  expect(stdout).toMatch(/^csv(, seed 4: 3000 texts|: Skipped, because there is no python3 here)/);
  expect(status).toBe(0);
});

describeWithRedis('a sweep through a queue', () => {
  it('loses no trial of 500 and has none twice, whatever is killed: workers, the sweep and the server', () => {
    const options = ['--seed', '4', '--sweeps', '1', '--trials', '500', '--collectors', '4'];
    const { status, stdout, stderr } = attack('queueKills', ...options);
    expect(stderr).toBe('');
    expect(stdout).toMatch(
      /^queues, seed 4: 1 of 500 trials; kills .* collectors 4, servers 1; findings 0\n$/,
    );
    expect(status).toBe(0);
  });
});
