import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { RunFolder } from '../../src/run/runFolder.js';
import { prunedAfter } from '../../src/search/medianPruner.js';
import { resolveSweep } from '../../src/sweep/resolve.js';
import { runSweep } from '../../src/sweep/runSweep.js';
import { failed, type TrialResult, type TrialTask } from '../../src/sweep/trial.js';
import { forgetFailed } from '../../src/sweep/trialRecord.js';

const given = (name: string, value: unknown) => ({ name, text: String(value), value });
const path = mkdtempSync(join(tmpdir(), 'adam-train-sweep-'));
afterAll(() => rmSync(path, { recursive: true, force: true }));

it('is interrupted at once, however long the trials take that are on their way', async () => {
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

it('prunes by the trial that failed once it is trained, as where it had never failed', async () => {
  const { config: plan } = resolveSweep({
    fixed: { valSize: given('--val-size', 0.2), epochs: given('--epochs', 3) },
    texts: {
      learningRate: { name: '--lr', texts: [Array.from({ length: 30 }, (_, i) => `${i + 1}e-3`).join(',')] },
    },
    sweep: { prune: given('--prune', 'median'), lookahead: given('--lookahead', 1) },
  });
  /** Ends each trial with losses of its own, as a worker does; one of them fails. */
  const pool = (failing?: number) => {
    const trained: number[] = [];
    const train = async ({ number, ceilings = [] }: TrialTask): Promise<TrialResult> => {
      trained.push(number);
      if (number === failing) return failed('It was ended.', 1);
      const all = [9, 5 + ((number * 7) % 11), (number * 5) % 13];
      const epochs = prunedAfter(all, ceilings);
      const losses = all.slice(0, epochs);
      const figures = { val_loss: losses.at(-1) ?? null };
      return {
        status: epochs ? 'pruned' : 'completed',
        epochs: losses.length,
        figures,
        losses,
        seconds: 0,
        worker: 1,
      };
    };
    return { trained, pool: { workers: 1, hasRoom: true, train, stop: () => {}, close: () => {} } };
  };
  const sweep = async (name: string, { pool: its }: ReturnType<typeof pool>) => {
    const folder = new RunFolder(name, join(path, name));
    mkdirSync(folder.path, { recursive: true });
    forgetFailed(folder);
    const { ended } = await runSweep(plan, folder, { pool: its, dataSha256: '0'.repeat(64) });
    return ended.map(({ trial: { number }, result: { status, losses } }) => ({ number, status, losses }));
  };
  const whole = await sweep('whole', pool());
  const broken = await sweep('broken', pool(3));
  expect(broken.map(({ status }) => status)).not.toEqual(
    whole.map(({ status, number }) => (number === 3 ? 'failed' : status)),
  );
  const again = pool();
  expect(await sweep('broken', again)).toEqual(whole);
  expect(again.trained).toContain(3);
  expect(again.trained.length).toBeLessThan(15);
});
