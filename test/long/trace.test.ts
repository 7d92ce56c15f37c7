import { appendFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { plot } from '../../src/commands/plot/run.js';
import { run, temporaryFolder } from '../e2e/program.js';

const { path: cwd, remove } = temporaryFolder();
afterAll(remove);
/** Of one name in folders of their own: the pictures carry the name. */
const job = [
  '--samples',
  '100',
  '--hidden',
  '4',
  '--batch-size',
  '16',
  '--quiet',
  '--trace',
  '--name',
  'job',
];
const read = (name: string, file: string) => readFileSync(join(cwd, name, 'job', file));
const rows = (name: string) => read(name, 'trace.csv').toString().trimEnd().split('\n');

beforeAll(async () => {
  await run(cwd, [...job, '--epochs', '6', '--out', 'whole']);
  await run(cwd, [...job, '--epochs', '3', '--out', 'parted']);
});

it('has a row for each parameter, and one for all, at every step that is traced', () => {
  // 5 steps an epoch: the first 20 steps, among them the ends of four epochs, and two more ends.
  expect(rows('whole')).toHaveLength(1 + 5 * 22);
  expect(rows('whole').filter((row) => row.includes(',epoch_end,'))).toHaveLength(5 * 6);
});

it('is the same, byte for byte, if the run was stopped on its way and went on', async () => {
  const whole = rows('whole');
  // What a process that was killed in the fourth epoch may leave.
  const beyond = whole.filter((row) => row.startsWith('4,')).slice(0, 7);
  appendFileSync(join(cwd, 'parted', 'job', 'trace.csv'), `${beyond.join('\n')}\n4,17,fir`);
  const { code, stderr } = await run(cwd, ['resume', 'parted/job', '--epochs', '6', '--quiet']);
  expect([code, stderr]).toEqual([0, '']);
  expect(read('parted', 'trace.csv').equals(read('whole', 'trace.csv'))).toBe(true);
  expect(read('parted', 'adam.png').equals(read('whole', 'adam.png'))).toBe(true);
});

it('is drawn again by plot', async () => {
  const write = vi.spyOn(process.stdout, 'write').mockImplementation(() => true);
  const to = join(cwd, 'to');
  await plot(join(cwd, 'whole', 'job'), { to: { name: '--to', text: to, value: to } });
  expect(write).toHaveBeenLastCalledWith(`${join(to, 'adam.png')}\n`);
  write.mockRestore();
  expect(readFileSync(join(to, 'adam.png')).equals(read('whole', 'adam.png'))).toBe(true);
});
