import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { applyDamage } from './damages.mjs';
import { cliPath } from './flagTable.mjs';

/** Trains the runs that cases take copies of. */
export function makeTemplates(root) {
  const rows = Array.from(
    { length: 30 },
    (_, i) => `${i},${i % 7 ? (i * i) / 9 : ''},${'abc'[i % 3]},${i / 2}`,
  );
  mkdirSync(root, { recursive: true });
  writeFileSync(join(root, 'rows.csv'), ['x1,x2,x3,y', ...rows, ''].join('\n'));
  const common = ['--hidden', '4', '--epochs', '3', '--checkpoint-every', '1', '--quiet'];
  train(root, ['--samples', '30', '--features', '3', '--trace', '--name', 'generated', ...common]);
  const table = [
    '--data',
    'rows.csv',
    '--target',
    'y',
    '--missing',
    'mean',
    '--val-size',
    '0.3',
    '--patience',
    '2',
  ];
  train(root, [...table, '--ema', '0.9', '--batch-size', '8', '--name', 'table', ...common]);
  const space = ['--lr', '1e-3,1e-2,1e-1', '--val-size', '0.2', '--keep', 'all'];
  train(root, ['sweep', '--samples', '30', '--features', '3', ...space, '--name', 'swept', ...common]);
}

function train(cwd, args) {
  const { status, stderr } = spawnSync(process.execPath, [cliPath, ...args], { cwd, encoding: 'utf8' });
  if (status !== 0) throw new Error(`A template cannot be trained: ${stderr}`);
}

/**
 * Lays out a case's files in a folder of its own.
 *
 * @param root the worker's folder
 * @param templates where the runs are that cases take copies of
 * @returns the folder that the command runs in; above it is room for what goes to `..`
 */
export function layOut(root, templates, { files, run, damage }) {
  const outer = join(root, 'case');
  rmSync(outer, { recursive: true, force: true });
  const cwd = join(outer, 'a', 'b');
  mkdirSync(cwd, { recursive: true });
  for (const [name, content] of Object.entries(files)) writeFileSync(join(cwd, name), content);
  if (run !== undefined) {
    const folder = join(cwd, 'out', 'run');
    cpSync(join(templates, 'out', run), folder, { recursive: true });
    cpSync(join(templates, 'out', 'table'), join(cwd, 'out', 'other'), { recursive: true }); // to compare with
    cpSync(join(templates, 'rows.csv'), join(cwd, 'template.csv'));
    for (const each of damage) applyDamage(folder, each);
  }
  return { cwd, outer };
}
