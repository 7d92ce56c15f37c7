import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dark, decodePng } from '../charts/png.js';
import { expectClose, goldenRun } from '../goldens.js';
import { cliPath, readCsv, readJson, run, start, temporaryFolder } from './program.js';

const files = [
  'checkpoints',
  'config.json',
  'loss.png',
  'metrics.csv',
  'predictions.csv',
  'predictions.png',
  'report.html',
  'residuals.png',
  'summary.json',
  'test-rows.json',
];
const quick = ['--samples', '60', '--epochs', '3', '--hidden', '4'];

const folder = temporaryFolder();
const cwd = folder.path;
afterAll(folder.remove);

describe('the default job', () => {
  const golden = goldenRun('seed-script');
  let job: Awaited<ReturnType<typeof run>>;
  beforeAll(async () => {
    job = await run(cwd, []);
  });
  const path = (name: string) => join(cwd, 'out', 'run-001', name);

  it('ends well and leaves a complete run folder', () => {
    expect(job.code).toBe(0);
    expect(readdirSync(join(cwd, 'out'))).toEqual(['run-001']);
    expect(readdirSync(join(cwd, 'out', 'run-001')).sort()).toEqual(files);
  });

  it("has PyTorch's losses in every row of metrics.csv, to 5e-6", () => {
    const rows = readCsv(path('metrics.csv'));
    expect(rows.map((row) => row['epoch'])).toEqual(golden.train_loss.map((_, i) => String(i + 1)));
    const column = (name: string) => rows.map((row) => Number(row[name]));
    expectClose(column('train_loss'), golden.train_loss, 5e-6);
    expectClose(column('test_loss'), golden.test_loss, 5e-6);
    expect(new Set(column('learning_rate'))).toEqual(new Set([0.001]));
    const seconds = column('seconds');
    expect(seconds).toEqual([...seconds].sort((a, b) => a - b));
    expect(Math.min(...column('gradient_norm'))).toBeGreaterThan(0);
  });

  it("has PyTorch's predictions in predictions.csv, train rows first", () => {
    const rows = readCsv(path('predictions.csv'));
    expect(rows).toHaveLength(2000);
    expect(rows.slice(0, 1600).every(({ split }) => split === 'train')).toBe(true);
    const test = rows.slice(1600);
    expect(test.every(({ split }) => split === 'test')).toBe(true);
    expect(test.slice(0, 20).map(({ row }) => Number(row))).toEqual(golden.split.test_indices_first);
    expect(rows.slice(0, 20).map(({ row }) => Number(row))).toEqual(golden.split.train_indices_first);
    const predicted = test.map((row) => Number(row['predicted']));
    expectClose(predicted.slice(0, 10), golden.predictions.first, 1e-4, 1);
    expectClose(predicted.slice(-10), golden.predictions.last, 1e-4, 1);
  });

  it('sums itself up', () => {
    const summary = readJson(path('summary.json'));
    expect(summary).toMatchObject({
      status: 'completed',
      epochs: 200,
      parameters: 4929,
      backend: 'wasm',
      seed: 42,
      name: 'run-001',
    });
    expectClose(
      [summary['test_rmse'] as number, summary['test_mae'] as number, summary['test_r2'] as number],
      [golden.predictions.rmse, golden.predictions.mae, golden.predictions.r2],
      1e-5,
    );
    const stages = summary['stage_seconds'] as Record<string, number>;
    expect(Object.keys(stages)).toEqual([
      'start',
      'engine',
      'data',
      'files',
      'training',
      'baselines',
      'charts',
    ]);
    for (const seconds of Object.values(stages)) expect(seconds).toBeGreaterThan(0);
    expect(summary['train_loss']).toBe(Number(readCsv(path('metrics.csv')).at(-1)?.['train_loss']));
  });

  it('prints the result and the files, and says that the descent is unfinished', () => {
    expect(job.stdout).toMatch(/test R² +0\.8660\n/);
    for (const name of files) expect(job.stdout).toContain(join('out', 'run-001', name));
    expect(job.stderr).toContain('try --epochs 400, or --lr 0.003');
    expect(job.stdout).toMatch(/test R² +0\.8660\nlinear R² +> 0\.9999\nmean R² +0\.0000\n/);
    expect(job.stderr).toContain(
      'A linear fit is ahead of the network here, because generated targets are linear',
    );
  });

  it('keeps to about 20 plain lines where there is no terminal, and no library speaks', () => {
    const lines = job.stderr.trimEnd().split('\n');
    expect(lines.length).toBeLessThanOrEqual(22);
    expect(job.stderr).not.toContain('\u001b');
    for (const line of lines)
      expect(line).toMatch(/^(run|data|split|model|training|engine|epoch|The loss|A linear fit) /);
  });

  it('draws two pictures with text and curves', async () => {
    for (const name of ['loss.png', 'predictions.png']) {
      const png = await decodePng(readFileSync(path(name)));
      expect(png.opaque).toBe(true);
      expect(png.fraction({ left: 0, right: 1, top: 0, bottom: 0.1 }, dark)).toBeGreaterThan(0.001);
    }
  });
});

describe('output', () => {
  it('is the summary alone with --json, and nothing on stderr with --quiet', async () => {
    const { code, stdout, stderr } = await run(cwd, [...quick, '--name', 'json', '--json', '--quiet']);
    expect(code).toBe(0);
    expect(stderr).toBe('');
    expect(JSON.parse(stdout)).toEqual(readJson(cwd, 'out', 'json', 'summary.json'));
  });

  it('has colours where they are forced, and none with NO_COLOR or --no-color', async () => {
    const forced = { FORCE_COLOR: '1', NO_COLOR: undefined };
    const coloured = async (args: string[], env: NodeJS.ProcessEnv) => {
      const { stdout, stderr } = await run(cwd, [...quick, ...args], env);
      return (stdout + stderr).includes('\u001b');
    };
    expect(await coloured([], forced)).toBe(true);
    expect(await coloured(['--no-color'], forced)).toBe(false);
    expect(await coloured([], { NO_COLOR: '1', FORCE_COLOR: undefined })).toBe(false);
    expect(await coloured([], { NO_COLOR: undefined, FORCE_COLOR: undefined })).toBe(false);
  });

  it('survives a reader that closes early', async () => {
    const { child, finished } = start(cwd, [...quick, '--name', 'pipe']);
    child.stdout?.destroy();
    child.stderr?.destroy();
    expect((await finished).code).toBe(0);
    expect(existsSync(join(cwd, 'out', 'pipe', 'summary.json'))).toBe(true);
    const diverging = start(cwd, [...quick, '--lr', '1e30']);
    diverging.child.stdout?.destroy();
    expect((await diverging.finished).code).toBe(4);
  });

  it('goes where --out says', async () => {
    const { code } = await run(cwd, [...quick, '--out', 'else/where']);
    expect(code).toBe(0);
    expect(readdirSync(join(cwd, 'else', 'where', 'run-001')).sort()).toEqual(files);
  });
});

describe('flags', () => {
  it.each([
    [['--bias', '-12.5'], { bias: -12.5 }],
    [['--bias=-12.5'], { bias: -12.5 }],
    [['--betas', '0.5,0.9'], { beta1: 0.5, beta2: 0.9 }],
    [['--learning-rate', '0.1', '--epsilon', '1e-7'], { learningRate: 0.1, epsilon: 1e-7 }],
    [
      ['--n-features', '4', '--n-informative', '2', '--random-state', '7'],
      { features: 4, informative: 2, seed: 7 },
    ],
    [
      ['train', '--weight-decay', '0.1', '--decoupled-weight-decay'],
      { weightDecay: 0.1, decoupledWeightDecay: true },
    ],
    [
      ['--batch-size', '16', '--amsgrad', '--activation', 'tanh'],
      { batchSize: 16, amsgrad: true, activation: 'tanh' },
    ],
  ])('%j', async (args, expected) => {
    const { code, stderr } = await run(cwd, [...args, ...quick, '--name', 'flags', '--force']);
    expect(stderr).not.toContain('error');
    expect(code).toBe(0);
    expect(readJson(cwd, 'out', 'flags', 'config.json')).toMatchObject(expected);
  });

  it('trains the same on wasm and cpu', async () => {
    const losses = async (backend: string) => {
      await run(cwd, [...quick, '--name', backend, '--backend', backend]);
      expect(readJson(cwd, 'out', backend, 'summary.json')['backend']).toBe(backend);
      return readCsv(cwd, 'out', backend, 'metrics.csv').map((row) => Number(row['test_loss']));
    };
    expectClose(await losses('cpu'), await losses('wasm'), 1e-5);
  });

  it('clips --informative and says so', async () => {
    const { stderr } = await run(cwd, [...quick, '--features', '2', '--informative', '5']);
    expect(stderr).toContain('--informative is 5, more than the 2 features');
  });
});

describe('run folders', () => {
  it('are two for two runs side by side', async () => {
    const out = ['--out', 'side'];
    await Promise.all([1, 2, 3].map(() => run(cwd, [...quick, ...out])));
    expect(readdirSync(join(cwd, 'side')).sort()).toEqual(['run-001', 'run-002', 'run-003']);
    for (const name of ['run-001', 'run-002', 'run-003']) {
      expect(readdirSync(join(cwd, 'side', name)).sort()).toEqual(files);
    }
  });

  it('are not reused unless --force says so', async () => {
    await run(cwd, [...quick, '--name', 'again', '--seed', '1']);
    const before = readFileSync(join(cwd, 'out', 'again', 'metrics.csv'), 'utf8');
    const refused = await run(cwd, [...quick, '--name', 'again', '--seed', '2']);
    expect(refused.code).toBe(2);
    expect(refused.stderr).toMatch(/^error: --name must be new in out, got again/m);
    expect(readFileSync(join(cwd, 'out', 'again', 'metrics.csv'), 'utf8')).toBe(before);
    writeFileSync(join(cwd, 'out', 'again', 'stale.txt'), '');
    expect((await run(cwd, [...quick, '--name', 'again', '--seed', '2', '--force'])).code).toBe(0);
    expect(readdirSync(join(cwd, 'out', 'again')).sort()).toEqual(files);
  });

  it('keep a folder that is not ours, whatever --force says', async () => {
    mkdirSync(join(cwd, 'out', 'mine'), { recursive: true });
    writeFileSync(join(cwd, 'out', 'mine', 'thesis.txt'), 'years of work');
    const { code, stderr } = await run(cwd, [...quick, '--name', 'mine', '--force']);
    expect(code).toBe(2);
    expect(stderr).toContain('--force replaces only a run folder of adam-train');
    expect(existsSync(join(cwd, 'out', 'mine', 'thesis.txt'))).toBe(true);
  });
});

it('says what went wrong when training diverges, keeps what it has and exits with 4', async () => {
  const { code, stderr, stdout } = await run(cwd, [...quick, '--lr', '1e30', '--name', 'diverged']);
  expect(code).toBe(4);
  expect(stderr).toMatch(
    /^error: Training diverged in epoch 1: the test loss became .*; .* try --lr 0\.001\.$/m,
  );
  expect(stdout).toContain('diverged');
  const rows = readCsv(cwd, 'out', 'diverged', 'metrics.csv');
  expect(rows).toHaveLength(1);
  expect(rows[0]?.['test_loss']).toBe('');
  expect(readJson(cwd, 'out', 'diverged', 'summary.json')).toMatchObject({
    status: 'diverged',
    test_loss: null,
    test_r2: null,
  });
  expect(existsSync(join(cwd, 'out', 'diverged', 'loss.png'))).toBe(true);
  const zero = await run(cwd, ['--epochs', '3', '--eps', '0']);
  expect(zero.code).toBe(4);
  expect(zero.stderr).toContain('--eps 1e-8');
});

it.skipIf(process.platform === 'win32')('leaves whole files or none when a file cannot grow', async () => {
  // The shell's limit on a file's size, in blocks of 512 bytes, stands in for a full disk.
  const limited = `ulimit -f 100; exec "${process.execPath}" "${cliPath}" --epochs 3 --quiet --name limited`;
  const { status, stderr } = spawnSync('sh', ['-c', limited], { cwd, encoding: 'utf8' });
  expect(status).toBe(1);
  expect(stderr).toMatch(/^error: \S+ cannot be written: .*\n$/);
  const folder = join(cwd, 'out', 'limited');
  expect(readdirSync(folder).sort()).toEqual(['checkpoints', 'config.json', 'metrics.csv']);
  expect(readdirSync(join(folder, 'checkpoints'))).toEqual(['best.safetensors']); // last is too large
  expect(readCsv(folder, 'metrics.csv')).toHaveLength(3);
});

it.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
] as const)('ends on %s with %i', async (signal, expected) => {
  let sent = false;
  const { child, finished } = start(cwd, ['--epochs', '100000', '--name', signal], {}, (stderr) => {
    if (!sent && stderr.includes('engine')) {
      sent = true;
      child.kill(signal);
    }
  });
  const { code, stderr } = await finished;
  expect(code).toBe(expected);
  const folder = join('out', signal);
  expect(stderr).toMatch(/\nInterrupted after epoch \d+; go on with adam-train resume /);
  expect(stderr).toContain(`adam-train resume ${folder}.\n`);
  expect(readdirSync(join(cwd, folder)).sort()).toEqual(files);
  expect(readJson(cwd, folder, 'summary.json')).toMatchObject({ status: 'interrupted' });
});
