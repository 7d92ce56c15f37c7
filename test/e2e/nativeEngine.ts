import { describe, expect, it } from 'vitest';
import { findAddon } from '../../src/engine/native/nativeFolder.js';
import { expectClose, goldenRun, type goldenRuns, lossNameOf } from '../goldens.js';
import { readCsv, run } from './program.js';

/**
 * Whether tests of the native engine are skipped: where it is not set up, unless ADAM_TRAIN_REQUIRE_NATIVE says that it has to
 * be, as in CI; then they run, and fail.
 */
export const lacksNative = findAddon() === undefined && process.env['ADAM_TRAIN_REQUIRE_NATIVE'] !== '1';

export const describeNative = describe.skipIf(lacksNative);

/** Declares a test for each golden run, driven as a user does: the flags in, metrics.csv out. */
export function itFollowsGoldenRunsByCommand(cwd: string, backend: string, runs: typeof goldenRuns): void {
  it.each(runs)('$name, to $tolerance', async ({ name, tolerance }) => {
    const golden = goldenRun(name);
    const { stderr, code } = await run(cwd, [
      ...flagsOf(golden.config),
      ...['--backend', backend, '--name', name, '--quiet'],
    ]);
    expect(stderr).toBe('');
    expect(code).toBe(0);
    const rows = readCsv(cwd, 'out', name, 'metrics.csv');
    const losses = (column: string) => rows.map((row) => Number(row[column]));
    expectClose(losses('train_loss'), golden.train_loss, tolerance);
    expectClose(losses('test_loss'), golden.test_loss, tolerance);
  });
}

function flagsOf(config: ReturnType<typeof goldenRun>['config']): string[] {
  const { data, optimizer_kwargs: hyperparameters } = config;
  const values: Record<string, string | number | undefined> = {
    '--seed': config.seed,
    '--samples': data.n_samples,
    '--features': data.n_features,
    '--informative': data.n_informative,
    '--targets': data.n_targets,
    '--noise': data.noise,
    '--bias': data.bias,
    '--test-size': config.test_size,
    '--hidden': config.hidden.join(','),
    '--activation': config.activation?.toLowerCase(),
    '--loss': lossNameOf(config),
    '--loss-delta': config.loss_kwargs?.delta,
    '--loss-beta': config.loss_kwargs?.beta,
    '--epochs': config.epochs,
    '--batch-size': config.batch_size ?? 'full',
    '--optimizer': config.optimizer.toLowerCase(),
    '--lr': hyperparameters.lr,
    '--momentum': hyperparameters.momentum,
    '--betas': hyperparameters.betas?.join(','),
    '--eps': hyperparameters.eps,
    '--weight-decay': hyperparameters.weight_decay,
  };
  const flags = Object.entries(values).flatMap(([flag, value]) =>
    value === undefined ? [] : [flag, String(value)],
  );
  for (const name of ['amsgrad', 'nesterov', 'centered'] as const)
    if (hyperparameters[name]) flags.push(`--${name}`);
  return flags;
}
