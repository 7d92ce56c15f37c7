import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { RunFolder } from '../../src/run/runFolder.js';
import { resolveSweep } from '../../src/sweep/resolve.js';
import { runSweep } from '../../src/sweep/runSweep.js';
import type { TrialResult } from '../../src/sweep/trial.js';

const path = mkdtempSync(join(tmpdir(), 'adam-train-sweep-'));
afterAll(() => rmSync(path, { recursive: true, force: true }));

it('is interrupted at once, however long the trials take that are on their way', async () => {
  const given = (name: string, value: unknown) => ({ name, text: String(value), value });
  const { config: plan } = resolveSweep({
    fixed: { valSize: given('--val-size', 0.2) },
    texts: { learningRate: { name: '--lr', texts: ['1e-3,1e-2'] } },
    sweep: {},
  });
  const onWay: ((result: TrialResult | undefined) => void)[] = [];
  const pool = {
    workers: undefined,
    hasRoom: true,
    train: () => new Promise<TrialResult | undefined>((resolve) => onWay.push(resolve)),
    stop: () => {
      for (const resolve of onWay) resolve(undefined);
    },
    close: () => {},
  };
  let isInterrupted = false;
  const whenInterrupted = new Promise<void>((resolve) => {
    setTimeout(() => {
      isInterrupted = true;
      resolve();
    }, 50);
  });
  const watcher = { isInterrupted: () => isInterrupted, whenInterrupted };
  const folder = new RunFolder('sweep', path);
  const { status } = await runSweep(plan, folder, { pool, dataSha256: '0'.repeat(64), watcher });
  expect(onWay).toHaveLength(2);
  expect(status).toBe('interrupted');
});
