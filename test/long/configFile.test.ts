import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { readCsv, readJson, run, temporaryFolder } from '../e2e/program.js';

const folder = temporaryFolder();
const cwd = folder.path;
afterAll(folder.remove);

it("runs a file's settings, and a run's config.json again with the same numbers in a new folder", async () => {
  const settings = {
    samples: 40,
    features: 3,
    hidden: [4],
    epochs: 3,
    batchSize: 8,
    amsgrad: true,
    out: 'runs',
  };
  writeFileSync(join(cwd, 'c.json'), JSON.stringify({ ...settings, backend: 'cpu', quiet: true }));
  expect(await run(cwd, ['--config', 'c.json', '--seed', '7'])).toMatchObject({ code: 0, stderr: '' });
  const first = readJson(cwd, 'runs/run-001/config.json');
  expect(first).toMatchObject({ ...settings, out: '..', seed: 7, name: 'run-001' });

  const again = await run(cwd, ['--config', 'runs/run-001/config.json', '--no-quiet']);
  expect(again.code).toBe(0);
  expect(again.stderr).toContain(
    "name in runs/run-001/config.json is left out, because the file is another run's.\n",
  );
  const second = readJson(cwd, 'runs/run-002/config.json');
  const { environment: _, ...rest } = first;
  expect(second).toMatchObject({ ...rest, name: 'run-002', quiet: false });
  const losses = (name: string) =>
    readCsv(cwd, 'runs', name, 'metrics.csv').map(({ seconds: _, ...losses }) => losses);
  expect(losses('run-001')).toHaveLength(3);
  expect(losses('run-002')).toEqual(losses('run-001'));
});

it('prints the settings and trains nothing', async () => {
  const { code, stdout, stderr } = await run(cwd, ['--print-config', '--lr', '0.1']);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toMatch(/^learningRate +0\.1 +--lr$/m);
  expect(existsSync(join(cwd, 'out'))).toBe(false);
});
