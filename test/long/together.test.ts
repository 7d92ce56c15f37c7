import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { readJson, run, temporaryFolder } from '../e2e/program.js';
import { timeless } from '../e2e/recovery.js';
import { signalAfter } from './killing.js';

const { path: cwd, remove } = temporaryFolder();
afterAll(remove);

const job = [
  '--samples',
  '100',
  '--features',
  '3',
  '--hidden',
  '6',
  '--batch-size',
  '8',
  '--backend',
  'wasm',
].concat(['--epochs', '400', '--checkpoint-every', '10', '--quiet']);
const seeds = ['1', '2'];
const out = (name: string) => join(cwd, 'out', name);
const byCode = (a: { code: number | null }, b: { code: number | null }) => Number(a.code) - Number(b.code);

/** Checks that one run worked in the folder, and the other said why it did not. */
async function expectOne(
  name: string,
  runs: Promise<{ code: number | null; stderr: string }>[],
  reason: RegExp,
) {
  const [first, second] = (await Promise.all(runs)).sort(byCode);
  expect(second?.stderr).toMatch(reason);
  expect([first?.code, second?.code]).toEqual([0, 2]);
  expect(first?.stderr).toBe('');
  const seed = String(readJson(out(name), 'config.json')['seed']);
  await run(cwd, [...job, '--seed', seed, '--name', `whole-${seed}`, '--force']);
  expect(timeless(out(name))).toEqual(timeless(out(`whole-${seed}`)));
}

const trainings = (name: string, ...flags: string[]) =>
  seeds.map((seed) => run(cwd, [...job, '--seed', seed, '--name', name, ...flags]));

it.each([1, 2, 3])('two runs started at once under one name are one (%i)', async (round) => {
  await expectOne(`new-${round}`, trainings(`new-${round}`), /^error: --name must be new in out, got new-/);
});

it.each([1, 2, 3])('two runs that are to replace the same one are one (%i)', async (round) => {
  const name = `replaced-${round}`;
  expect((await run(cwd, [...job, '--epochs', '2', '--name', name])).code).toBe(0);
  const reason = /^error: out\/replaced-\d must be free, and process \d+ works in it/;
  await expectOne(name, trainings(name, '--force'), reason);
});

it.each([1, 2, 3])('a killed run resumed twice at once is resumed once (%i)', async (round) => {
  const name = `resumed-${round}`;
  const checkpoint = join(out(name), 'checkpoints', 'last.safetensors');
  await signalAfter(cwd, [...job, '--name', name], {
    signal: 'SIGKILL',
    milliseconds: 10 * round,
    awaited: checkpoint,
  });
  const resumes = [1, 2].map(() => run(cwd, ['resume', join('out', name), '--quiet']));
  await expectOne(
    name,
    resumes,
    /^error: out\/resumed-\d must be free, and process \d+ works in it; [^\n]*\n$/,
  );
});
