import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, expect, it } from 'vitest';
import type { TrialRecord } from '../../src/sweep/trialRecord.js';
import { readJson, run, temporaryFolder } from '../e2e/program.js';

const folder = temporaryFolder();
const cwd = folder.path;
afterAll(folder.remove);

/** Bounds a worker's wasm memory to 32 MB, notes its start, and ends it at some trials as memory does that is used up. */
const bounded = `
import { appendFileSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
if (process.argv.includes('trial-worker')) {
  setFlagsFromString('--wasm-max-mem-pages=500');
  appendFileSync(process.env.STARTS, process.pid + '\\n');
  const { emit } = process;
  process.emit = function (name, ...others) {
    const number = name === 'message' ? others[0].task?.number : undefined;
    if (number === 5) for (const kept = []; ; ) kept.push(new Array(1000).fill({}));
    if (number === 7) process.kill(process.pid, 'SIGKILL'); // as the system does
    return emit.call(this, name, ...others);
  };
}
`;

it('a trial for which there is no memory fails alone, with its reason, and its process is another one then', async () => {
  const starts = join(cwd, 'starts');
  writeFileSync(starts, '');
  writeFileSync(join(cwd, 'bounded.mjs'), bounded);
  const sizes = ['8', '1600,1600', '9', '4000,4000', '10', '2500,2500', '11', '12'];
  const job = ['sweep', '--samples', '200', '--val-size', '0.2', '--epochs', '1', '--backend', 'wasm'];
  const { code, stderr } = await run(
    cwd,
    [...job, ...sizes.flatMap((size) => ['--hidden', size]), '--workers', '1', '--name', 'large', '--quiet'],
    {
      NODE_OPTIONS: `--max-old-space-size=64 --import=${pathToFileURL(join(cwd, 'bounded.mjs'))}`,
      STARTS: starts,
    },
  );
  expect(stderr).toBe('');
  expect(code).toBe(0);
  const engine =
    /^The wasm engine must fit into 4 GB of memory, and \d+ bytes more do not; use smaller .*\.$/;
  const reasons = [
    /^$/,
    engine,
    /^$/,
    engine,
    /^Its process ran out of memory; use .*\.$/,
    engine,
    /^Its process was ended by SIGKILL, as the system does where memory is used up; use .*\.$/,
    /^$/,
  ];
  for (const [i, reason] of reasons.entries()) {
    const { results } = readJson(cwd, `out/large/trial-000${i + 1}/trial.json`) as unknown as TrialRecord;
    const { status, reason: why = '' } = results.at(-1)?.result ?? {};
    expect(status).toBe(reason.test('') ? 'completed' : 'failed');
    expect(why).toMatch(reason);
  }
  expect(readFileSync(starts, 'utf8').trim().split('\n')).toHaveLength(6);
  expect(readJson(cwd, 'out/large/summary.json')['trials']).toEqual({ total: 8, completed: 3, failed: 5 });
});
