import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { RunFolder } from '../../src/run/runFolder.js';
import { summaryFileName } from '../../src/run/summary.js';
import { resolveSweep } from '../../src/sweep/resolve.js';
import { writeSpace } from '../../src/sweep/spaceFile.js';
import { sweepFacts } from '../../src/sweep/sweepFacts.js';

const out = mkdtempSync(join(tmpdir(), 'adam-train-'));
afterAll(() => rmSync(out, { recursive: true }));

const value = (name: string, of: number) => ({ name, text: String(of), value: of });

it('has no more trials to come where a search has used its space up', () => {
  const { config: plan } = resolveSweep({
    fixed: { valSize: value('--val-size', 0.2) },
    texts: { batchSize: { name: '--batch-size', texts: ['8,16'] } },
    sweep: { trials: value('--trials', 100) },
  });
  const folder = new RunFolder('sweep', out);
  writeSpace(folder, plan, { dataSha256: '', queue: undefined });
  expect(sweepFacts(out)).toMatchObject({ trials: 100, ended: 0 });
  const shared = { metric: 'val_loss', best: null, seconds: 1, name: 'sweep', rows: 10, features: 2 };
  folder.writeJson(summaryFileName, { status: 'failed', trials: { total: 2, failed: 2 }, ...shared });
  expect(sweepFacts(out)).toMatchObject({ trials: 100, ended: 2 });
  folder.writeJson(summaryFileName, { status: 'completed', trials: { total: 2, completed: 2 }, ...shared });
  expect(sweepFacts(out)).toMatchObject({ trials: 2, ended: 2 });
});
