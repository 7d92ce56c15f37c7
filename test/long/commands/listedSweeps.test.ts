import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readJson, run, temporaryFolder } from '../../e2e/program.js';

const folder = temporaryFolder();
const cwd = folder.path;
const sweep = join('out', 'sweep-001');
const at = (...parts: string[]) => join(cwd, sweep, ...parts);
const args = ['--samples', '60', '--features', '3', '--hidden', '4', '--epochs', '6', '--quiet'];
let summary: Record<string, unknown> = {};

async function listed(...own: string[]) {
  return (await run(cwd, ['runs', ...own])).stdout;
}
const asJson = async (...own: string[]) =>
  JSON.parse(await listed('--json', ...own)) as Record<string, unknown>[];

beforeAll(async () => {
  const space = ['--lr', '0.001,0.01,0.1', '--val-size', '0.2', '--repeats', '2', '--metric', 'val_r2'];
  expect((await run(cwd, ['sweep', ...args, ...space, '--workers', '1'])).code).toBe(0);
  summary = readJson(cwd, 'out', 'sweep-001', 'summary.json');
});
afterAll(folder.remove);

it('has a sweep as one line, with how it ended and its best', async () => {
  const { trial, value } = summary['best'] as { trial: number; value: number };
  expect(await asJson()).toMatchObject([
    {
      kind: 'sweep',
      name: 'sweep-001',
      status: 'completed',
      trials: 6,
      ended: 6,
      metric: 'val_r2',
      best: { trial: `trial-000${trial}`, value },
    },
  ]);
  expect(await listed()).toMatch(/^sweep-001 .* 60 × 3 +sweep of 6 trials, best val_r2 \S+ +completed$/m);
  expect(await listed()).toContain(` val_r2 ${value.toFixed(4)} `);
  expect((await asJson(sweep)).map(({ name }) => name)).toHaveLength(6);
});

it('counts those that ended of those that there are to be, where it was stopped', async () => {
  rmSync(at('summary.json'));
  rmSync(at('trial-0006'), { recursive: true });
  rmSync(at('trial-0005', 'trial.json'));
  expect(await asJson()).toMatchObject([
    { status: 'unfinished', trials: 6, ended: 4, metric: 'val_r2', best: null },
  ]);
  const lines = await listed();
  expect(lines).toMatch(/ sweep of 6 trials, 4 ended, by val_r2 +unfinished$/m);
  expect(lines).toContain(`What was stopped goes on with adam-train resume ${sweep} and the like.`);
});

it('says of one whose files are damaged that it is', async () => {
  writeFileSync(at('summary.json'), '{');
  expect(await listed()).toMatch(/^sweep-001 .* damaged$/m);
  expect(await listed()).toContain(`${join(sweep, 'summary.json')} is damaged`);
  for (const text of ['{"environment": {"program": "adam-train"}}', '{']) {
    writeFileSync(at('space.json'), text);
    expect(await listed()).toMatch(/^sweep-001 .* damaged$/m);
  }
  expect(await listed()).toContain(
    `${sweep} has no space.json that can be read; restore it, or train again.`,
  );
});
