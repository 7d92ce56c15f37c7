import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { hostileLines, obeyed } from '../hostile.js';
import { run, temporaryFolder } from './program.js';

const folder = temporaryFolder();
const cwd = folder.path;
afterAll(folder.remove);

describe('wrong usage: one sentence, exit 2, no run folder', () => {
  it.each([
    [['--beta1', '1.2'], '--beta1 must be in [0, 1), got 1.2; the default is 0.9.'],
    [['--seed', '-1'], '--seed must be a whole number from 0 to 4294967295, got -1; the default is 42.'],
    [
      ['--lr', '1', '--learning-rate', '1'],
      '--lr and --learning-rate set the same parameter; give one of them.',
    ],
    [
      ['--betas', '0.5,0.9', '--beta2', '0.9'],
      '--betas and --beta2 set the same parameter; give one of them.',
    ],
    [
      ['--betas', '0.9'],
      '--betas must be two numbers in [0, 1) with a comma between them, got 0.9; the default is 0.9,0.999.',
    ],
    [
      ['--lr'],
      '--lr must be a finite number >= 0, got nothing; the default is 0.001; nadam and adamax 0.002; rmsprop and adagrad 0.01; adadelta 1; lion 0.0001.',
    ],
    [['--lrr', '1'], "unknown option '--lrr' (Did you mean --lr?)"],
    [['--epoch', '1'], "unknown option '--epoch' (Did you mean --epochs?)"],
    [['trian'], "unknown command 'trian' (Did you mean train?)"],
    [['--lerning-rate', '1'], "unknown option '--lerning-rate' (Did you mean --learning-rate?)"],
    [['--beta1', '--epochs', '5'], '--beta1 must be in [0, 1), got nothing; the default is 0.9.'],
    [['--nonsense'], "unknown option '--nonsense'; see adam-train --help"],
    [['help', 'frobnicate'], "unknown command 'frobnicate'; see adam-train --help"],
    [
      ['train', 'now'],
      "too many arguments for 'train'. Expected 0 arguments but got 1; see adam-train --help",
    ],
    [
      ['--name', '../outside'],
      '--name must be at most 100 letters, digits, spaces and . _ -, beginning with a letter or digit and not ending with a dot or space, got ../outside; the default is run-001, run-002 ….',
    ],
    [
      ['--samples', '1'],
      '--test-size must leave at least one row to train on and one to test on, got 0.2 of 1 row; lower --test-size or raise --samples.',
    ],
  ])('%j', async (args, message) => {
    const { code, stdout, stderr } = await run(cwd, args);
    expect(stderr).toBe(`error: ${message}\n`);
    expect(stdout).toBe('');
    expect(code).toBe(2);
    expect(existsSync(join(cwd, 'out'))).toBe(false);
  });
});

it.each([
  [[hostileLines], 2],
  [['train', `--${hostileLines}`], 2],
  [['--data', hostileLines, '--target', 'y'], 3],
  [['self-test', '--backend', hostileLines], 2],
  [['self-test', '--backend', 'constructor'], 2],
  [['setup', '--source', '__proto__'], 2],
])('prints nothing that a terminal obeys: %j', async (args, exitCode) => {
  const { code, stdout, stderr } = await run(cwd, args);
  expect(stderr.split('\n')).toHaveLength(2); // one line, and its end
  expect(stderr.trimEnd()).not.toMatch(obeyed);
  expect(stderr).not.toContain('failed inside');
  expect({ code, stdout }).toEqual({ code: exitCode, stdout: '' });
});

it('says in a sentence that an engine is not there, exit 1, no run folder', async () => {
  const { code, stderr } = await run(cwd, ['--backend', 'tensorflow'], { ADAM_TRAIN_HOME: cwd });
  expect(stderr).toBe(
    'error: --backend tensorflow cannot be loaded here. Its native part is not set up; run adam-train setup, or use --backend wasm.\n',
  );
  expect(code).toBe(1);
  expect(existsSync(join(cwd, 'out'))).toBe(false);
});

it('says in a sentence that --out cannot be written, exit 1', async () => {
  writeFileSync(join(cwd, 'file'), '');
  for (const out of ['file', 'file/deeper', '/proc/nowhere']) {
    const { code, stderr } = await run(cwd, ['--out', out]);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^error: \S+ cannot be written: .* Choose another folder with --out\.\n$/);
  }
});
