import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { predict } from '../../src/commands/predict/run.js';
import { AdamTrainError, UsageError } from '../../src/errors.js';
import { readCheckpoint } from '../../src/run/checkpoint/readCheckpoint.js';
import { run, start } from '../e2e/program.js';
import { timeless } from '../e2e/recovery.js';
import { checksums, editJson, resume, timelessMetrics } from './runFolders.js';

vi.mock('../../src/charts/png/renderPng.js', () => {
  const draw = async () => Buffer.alloc(0); // it takes a second and has no part in this
  return { renderPng: draw, renderGrid: draw };
});

const cwd = mkdtempSync(join(tmpdir(), 'adam-train-'));
afterAll(() => rmSync(cwd, { recursive: true, force: true }));
const fixtures = join(import.meta.dirname, '../fixtures/format1');
const out = (name: string) => join(cwd, 'out', name);
const copy = join(cwd, 'copy');

const small = ['--samples', '60', '--features', '3', '--hidden', '4', '--batch-size', '16'].concat([
  '--backend',
  'wasm',
  '--quiet',
]);
const scheduled = [...small, '--optimizer', 'sgd', '--momentum', '0.5', '--ema', '0.5'].concat([
  '--schedule',
  'cosine',
  '--clip-norm',
  '9',
  '--val-size',
  '0.2',
]);
beforeAll(async () => {
  cpSync(join(fixtures, 'small.csv'), join(cwd, 'small.csv'));
  const file = ['--data', 'small.csv', '--target', 'y', '--hidden', '4', '--missing', 'mean', '--backend'];
  for (const args of [
    [...small, '--epochs', '6', '--name', 'short'],
    [...small, '--epochs', '9', '--name', 'long'],
    [...scheduled, '--epochs', '6', '--name', 'scheduled'],
    [...file, 'wasm', '--trace', '--epochs', '6', '--name', 'file'],
  ]) {
    expect(await run(cwd, args)).toMatchObject({ code: 0 });
  }
});

let said: string;
beforeEach(() => {
  said = '';
  rmSync(copy, { recursive: true, force: true });
  for (const stream of [process.stdout, process.stderr]) {
    vi.spyOn(stream, 'write').mockImplementation((text) => {
      said += text;
      return true;
    });
  }
  return () => vi.restoreAllMocks();
});

/** Expects that going on is refused in a sentence, and that not a byte of the folder is another afterwards. */
async function expectRefusal(folder: string, sentence: string | RegExp, kind: typeof AdamTrainError) {
  const before = checksums(folder);
  const failure = await resume(folder, { epochs: '20' }).then(
    () => 'nothing',
    (error: unknown) => error,
  );
  expect(failure).toBeInstanceOf(kind);
  expect((failure as Error).message).toMatch(sentence);
  expect((failure as Error).message).toMatch(/^[^\n]+\.$/);
  expect(checksums(folder)).toEqual(before);
}

describe('a run that is extended', () => {
  it('equals one that was so long from the start', async () => {
    cpSync(out('short'), copy, { recursive: true });
    await resume(copy, { epochs: '9' });
    expect(timeless(copy)).toEqual(timeless(out('long')));
  });

  it('and is then killed has no results of the epochs before beside its new ones', async () => {
    cpSync(out('short'), copy, { recursive: true });
    const results = [
      'summary.json',
      'predictions.csv',
      'loss.png',
      'predictions.png',
      'residuals.png',
      'report.html',
      'test-rows.json',
    ];
    expect(readdirSync(copy)).toEqual(expect.arrayContaining(results));
    const lines = () => timelessMetrics(copy, 'metrics.csv').length;
    const { child, finished } = start(cwd, ['resume', copy, '--epochs', '1000000']);
    while (lines() < 9 && child.exitCode === null) await new Promise((resolve) => setTimeout(resolve, 5));
    child.kill('SIGKILL');
    await finished;
    expect(lines()).toBeGreaterThanOrEqual(9);
    expect(readdirSync(copy).filter((name) => results.includes(name))).toEqual([]);
  });
});

describe('a run that goes on otherwise', () => {
  const historyOf = (folder: string) => JSON.parse(readFileSync(join(folder, 'config.json'), 'utf8')).history;

  it('takes its steps with the new values from there on, and config.json says since when', async () => {
    cpSync(out('short'), copy, { recursive: true });
    await resume(copy, { epochs: '9', learningRate: '0.01', batchSize: 'full' });
    expect(said).toContain(
      'From epoch 7 on the run has learningRate 0.01 in place of 0.001, batchSize full in place of 16, so config.json alone',
    );
    const changed = { learningRate: { from: 0.001, to: 0.01 }, batchSize: { from: 16, to: 'full' } };
    expect(historyOf(copy)).toEqual([{ afterEpoch: 6, changed }]);
    const rows = timelessMetrics(copy, 'metrics.csv');
    expect(rows.slice(0, 7)).toEqual(timelessMetrics(out('long'), 'metrics.csv').slice(0, 7));
    expect(rows[7]).not.toEqual(timelessMetrics(out('long'), 'metrics.csv')[7]);
    // It has them now, and goes on with them.
    await resume(copy, { epochs: '11' });
    expect(historyOf(copy)).toEqual([{ afterEpoch: 6, changed }]);
    await resume(copy, { epochs: '12', learningRate: '0.01' });
    expect(historyOf(copy)).toHaveLength(1);
    await resume(copy, { epochs: '13', learningRate: '0.1' });
    expect(historyOf(copy)).toHaveLength(2);
  });

  it('and is killed before its next checkpoint goes on with the new values', async () => {
    cpSync(out('short'), copy, { recursive: true });
    const args = ['resume', copy, '--epochs', '1000000', '--lr', '0.01', '--checkpoint-every', '1000000'];
    const { child, finished } = start(cwd, args);
    const lines = () => timelessMetrics(copy, 'metrics.csv').length;
    while (lines() < 9 && child.exitCode === null) await new Promise((resolve) => setTimeout(resolve, 5));
    child.kill('SIGKILL');
    await finished;
    await resume(copy, { epochs: '8' });
    expect(said).toContain('Going on after epoch 6.');
    const whole = out('changed');
    cpSync(out('short'), whole, { recursive: true });
    await resume(whole, { epochs: '8', learningRate: '0.01' });
    expect(timelessMetrics(copy, 'metrics.csv')).toEqual(timelessMetrics(whole, 'metrics.csv'));
  });

  it('has a history that a config file is not: it is left out with a word', async () => {
    const file = join(cwd, 'with-history.json');
    writeFileSync(file, '{"samples": 60, "epochs": 1, "history": []}');
    const { stderr, code } = await run(cwd, ['--config', file, '--name', 'from-history']);
    expect(code).toBe(0);
    expect(stderr).toContain('history in');
  });

  it('must have a history that can be read', async () => {
    cpSync(out('short'), copy, { recursive: true });
    const config = join(copy, 'config.json');
    writeFileSync(
      config,
      editJson(config, (content) => {
        content['history'] = 'none';
      }),
    );
    await expectRefusal(copy, /its history is no list of changes/, AdamTrainError);
  });
});

describe('a run of the first checkpoint format', () => {
  beforeEach(() => {
    cpSync(join(fixtures, 'small.csv'), join(cwd, 'small.csv'));
    process.chdir(cwd);
  });
  const here = process.cwd();
  afterAll(() => process.chdir(here));

  it.each(['generated', 'file'])(
    '%s goes on to what its version went on to, but for the last digits',
    async (name) => {
      cpSync(join(fixtures, name), copy, { recursive: true });
      const before = timelessMetrics(copy, 'metrics.csv');
      await resume(copy, { epochs: '20' });
      expect(said).toContain('is of an earlier version, which standardized features in float32');
      const [after, expected] = [
        timelessMetrics(copy, 'metrics.csv'),
        timelessMetrics(fixtures, `${name}-20-metrics.csv`),
      ];
      expect(after.slice(0, 13)).toEqual(before);
      expect(after).toHaveLength(21);
      const cells = (lines: string[]) => lines.slice(1).flatMap((line) => line.split(',').map(Number));
      cells(after).forEach((value, i) => {
        expect(value / (cells(expected)[i] as number)).toBeCloseTo(1, 4);
      });
      const again = readCheckpoint(copy);
      expect(again).toMatchObject({ state: { epoch: 20 }, metrics: { mark: {} } });
      // And so it is of this format from here on.
      said = '';
      await resume(copy, { epochs: '21' });
      expect(said).not.toContain('earlier version');
    },
  );

  it('predicts as its version did, but for the last digits', async () => {
    const output = join(cwd, 'predicted.csv');
    const given = (name: string, value: string) => ({ [name]: { name: `--${name}`, text: value, value } });
    await predict(join(fixtures, 'file'), {
      ...given('data', join(fixtures, 'small.csv')),
      ...given('output', output),
    });
    const cells = (path: string) =>
      readFileSync(path, 'utf8')
        .trimEnd()
        .split('\n')
        .slice(1)
        .flatMap((line) => line.split(',').map(Number));
    const expected = cells(join(fixtures, 'file-predicted.csv'));
    expect(cells(output)).toHaveLength(expected.length);
    cells(output).forEach((value, i) => {
      expect(value).toBeCloseTo(expected[i] as number, 3);
    });
  });

  it('that had stopped early is drawn and predicted anew', async () => {
    cpSync(join(fixtures, 'scaled'), copy, { recursive: true });
    await resume(copy, { patience: '6', epochs: '20' });
    expect(timelessMetrics(copy, 'metrics.csv').length).toBe(14);
  });

  it.each([
    [
      'hidden',
      [9, 8],
      /^hidden in \S+ must be \[8,8\], with which the run began, got \[9,8\]; put it back, /,
    ],
    ['hidden', [8], /^hidden in /],
    ['features', 5, /^features in \S+ must be 4, /],
    ['activation', 'tanh', /^activation in \S+ must be "relu", .* got "tanh"/],
    ['ema', null, /^ema in /],
    ['schedule', 'constant', /^schedule in /],
    ['optimizer', 'adagrad', /^optimizer in \S+ must be the one whose state /],
  ])('does not go on with another %s (%j)', async (key, value, sentence) => {
    cpSync(join(fixtures, 'generated'), copy, { recursive: true });
    const config = join(copy, 'config.json');
    const edited = editJson(config, (content) => {
      content[key] = value;
      if (key === 'schedule' || key === 'optimizer') {
        for (const name of Object.keys(content)) {
          if (key === 'schedule' && /^schedule./.test(name)) delete content[name];
          if (
            key === 'optimizer' &&
            /^(beta|bias|eps|weightD|decoup|ams|trace)/.test(name) &&
            name !== 'bias'
          ) {
            delete content[name];
          }
        }
      }
      if (key === 'features') content['informative'] = 4;
    });
    writeFileSync(config, edited);
    await expectRefusal(copy, sentence, UsageError);
  });
});

describe('a setting that the numbers depend on', () => {
  it.each([
    ['short', 'seed', 43],
    ['short', 'samples', 61],
    ['short', 'features', 4],
    ['short', 'noise', 0.5],
    ['short', 'bias', 1],
    ['short', 'testSize', 0.3],
    ['short', 'valSize', 0.3],
    ['short', 'standardizeTarget', true],
    ['short', 'hidden', [5]],
    ['short', 'hidden', [4, 4]],
    ['short', 'activation', 'elu'],
    ['short', 'batchSize', 'full'],
    ['short', 'minDelta', 1],
    ['short', 'clipNorm', 1],
    ['short', 'ema', 0.9],
    ['short', 'optimizer', 'adamw'],
    ['short', 'learningRate', 0.002],
    ['short', 'beta1', 0.8],
    ['short', 'amsgrad', true],
    ['short', 'warmup', 2],
    ['scheduled', 'clipNorm', null],
    ['scheduled', 'ema', null],
    ['scheduled', 'valSize', null],
    ['scheduled', 'momentum', 0.9],
    ['scheduled', 'schedule', 'linear'],
    ['scheduled', 'scheduleMinLr', 1e-4],
    ['file', 'missing', 'drop'],
    ['file', 'naValues', ['?']],
    ['file', 'thousands', ','],
    ['file', 'textColumns', ['a']],
    ['file', 'target', 'a'],
    ['file', 'ignoreColumns', ['a']],
  ])('of the run %s is not changed on the way: %s to %j', async (name, key, value) => {
    cpSync(out(name), copy, { recursive: true });
    const config = join(copy, 'config.json');
    writeFileSync(
      config,
      editJson(config, (content) => {
        content[key] = value;
        if (key === 'features') content['informative'] = 3;
        if (key === 'optimizer') delete content['decoupledWeightDecay'];
        if (key === 'schedule') {
          for (const other of ['scheduleMinLr', 'scheduleTMax']) delete content[other];
        }
      }),
    );
    await expectRefusal(
      copy,
      new RegExp(`^${key} in ${config} must be .+, with which the run began, got `),
      UsageError,
    );
  });

  it('may say anew how cells are written, by a flag', async () => {
    const folder = out('anew'); // beside its data
    cpSync(out('file'), folder, { recursive: true });
    await resume(folder, { epochs: '7', naValues: '?,-', thousands: ',' });
    expect(said).toContain('Going on after epoch 6.');
    const config = JSON.parse(readFileSync(join(folder, 'config.json'), 'utf8'));
    expect(config).toMatchObject({ naValues: ['?', '-'], thousands: ',', epochs: 7 });
    await resume(folder, { epochs: '8' });
    expect(said).toContain('Going on after epoch 7.');
  });

  it('is not the engine either', async () => {
    cpSync(out('short'), copy, { recursive: true });
    const config = join(copy, 'config.json');
    writeFileSync(
      config,
      editJson(config, ({ environment }) => {
        (environment as Record<string, unknown>)['engine'] = 'cpu';
      }),
    );
    await expectRefusal(copy, /^environment\.engine in \S+ must be wasm, /, UsageError);
  });

  it.each([
    ['short', 'yScale', 'log'],
    ['short', 'checkpointEvery', 2],
    ['short', 'quiet', false],
    ['short', 'patience', 50],
    ['short', 'trace', true],
    ['scheduled', 'scheduleTMax', 40],
  ])('is none of those that may be changed: %s, %s to %j', async (name, key, value) => {
    cpSync(out(name), copy, { recursive: true });
    const config = join(copy, 'config.json');
    writeFileSync(
      config,
      editJson(config, (content) => {
        content[key] = value;
      }),
    );
    await resume(copy, { epochs: '8' });
    expect(timelessMetrics(copy, 'metrics.csv')).toHaveLength(9);
    expect(said.includes('a new horizon from epoch 7 on')).toBe(key === 'scheduleTMax');
  });
});

describe('the history in metrics.csv', () => {
  const metrics = join(copy, 'metrics.csv');
  beforeEach(() => cpSync(out('short'), copy, { recursive: true }));

  it.each<[string, () => void, RegExp]>([
    ['is missing', () => rmSync(metrics), /metrics\.csv is missing/],
    [
      'is shorter',
      () => truncateSync(metrics, 200),
      /must begin with the epochs .* has changed; put the old file back/,
    ],
    [
      'has another digit',
      () => writeFileSync(metrics, readFileSync(metrics, 'utf8').replace(/7/, '8')),
      /must begin with the epochs/,
    ],
    [
      'is a folder',
      () => {
        rmSync(metrics);
        mkdirSync(metrics);
      },
      /metrics\.csv is damaged: it is a folder/,
    ],
  ])('must be there to go on: one that %s is refused', async (_, change, sentence) => {
    change();
    await expectRefusal(copy, sentence, AdamTrainError);
  });

  it('may go on behind the checkpoint, which cuts it', async () => {
    appendFileSync(metrics, '7,1,2,3,4,5\n8,1.2');
    await resume(copy, { epochs: '9' });
    expect(timeless(copy)).toEqual(timeless(out('long')));
  });
});

describe('the data', () => {
  it('must be where config.json says, or be named there', async () => {
    cpSync(out('file'), copy, { recursive: true });
    await expectRefusal(
      copy,
      /small\.csv must be the file .* and is not there; put it back, or write its full path as "data" in \S+config\.json\.$/,
      AdamTrainError,
    );
    const config = join(copy, 'config.json');
    writeFileSync(
      config,
      editJson(config, (content) => {
        content['data'] = join(cwd, 'small.csv');
      }),
    );
    await resume(copy, { epochs: '7' });
    expect(timelessMetrics(copy, 'metrics.csv')).toHaveLength(8);
  });

  it('may be somewhere else, which --data says; the checksum tells whether they are the same', async () => {
    cpSync(out('file'), copy, { recursive: true });
    const moved = join(cwd, 'moved.csv');
    cpSync(join(cwd, 'small.csv'), moved);
    await resume(copy, { epochs: '7', data: moved });
    expect(timelessMetrics(copy, 'metrics.csv')).toHaveLength(8);
    await resume(copy, { epochs: '8' });
    expect(timelessMetrics(copy, 'metrics.csv')).toHaveLength(9);
    const rows = readFileSync(moved, 'utf8').trimEnd().split('\n');
    writeFileSync(moved, `${[...rows, rows.at(-1)].join('\n')}\n`);
    await expectRefusal(
      copy,
      /moved\.csv must be the file that the run began with, and its content has/,
      AdamTrainError,
    );
  });

  it('are not named where they are generated', async () => {
    cpSync(out('short'), copy, { recursive: true });
    const refusal = resume(copy, { epochs: '7', data: join(cwd, 'small.csv') });
    await expect(refusal).rejects.toThrow('--data must not be given for a run on generated rows');
  });

  it('have a checksum in config.json where they are generated, too', () => {
    const { environment } = JSON.parse(readFileSync(join(out('short'), 'config.json'), 'utf8'));
    expect(environment.dataSha256).toMatch(/^[0-9a-f]{64}$/);
  });

  it('that are generated otherwise than by the version that began are refused', async () => {
    cpSync(out('short'), copy, { recursive: true });
    rmSync(join(copy, 'checkpoints'), { recursive: true });
    const config = join(copy, 'config.json');
    writeFileSync(config, readFileSync(config, 'utf8').replace(/("dataSha256": ")./, '$1!'));
    await expectRefusal(copy, /^The generated rows must be those that the run began with/, AdamTrainError);
  });
});

describe('checkpoints that cannot be read', () => {
  const last = join(copy, 'checkpoints', 'last.safetensors');
  beforeEach(() => cpSync(out('short'), copy, { recursive: true }));

  it.each<[string, () => void, RegExp]>([
    [
      'is a folder',
      () => {
        rmSync(last);
        mkdirSync(last);
      },
      /last\.safetensors is damaged: it is a folder/,
    ],
    [
      'lies in a file',
      () => {
        rmSync(join(copy, 'checkpoints'), { recursive: true });
        writeFileSync(join(copy, 'checkpoints'), '');
      },
      /last\.safetensors cannot be read: /,
    ],
  ])('are not taken for none: one that %s', async (_, change, sentence) => {
    change();
    await expectRefusal(copy, sentence, AdamTrainError);
  });

  it('that are missing let the run start over', async () => {
    rmSync(last);
    await resume(copy, { epochs: '9' });
    expect(said).toContain('No checkpoint was written yet: starting over.');
    expect(timeless(copy)).toEqual(timeless(out('long')));
    expect(existsSync(last)).toBe(true);
  });
});

describe('a run that begins from another', () => {
  const rows = (name: string) => timelessMetrics(out(name), 'metrics.csv');

  it('takes its first step where that one ended', async () => {
    expect(
      await run(cwd, [...small, '--epochs', '2', '--init-from', 'out/short', '--name', 'from']),
    ).toMatchObject({
      code: 0,
    });
    const evaluated = ['--batch-size', 'full', '--optimizer', 'sgd', '--lr', '0'];
    for (const [name, more] of [
      ['still', ['--init-from', 'out/short']],
      ['again', ['--init-from', 'out/still']],
    ] as const) {
      const args = [...small, ...evaluated, '--epochs', '1', ...more, '--name', name];
      expect(await run(cwd, args)).toMatchObject({ code: 0, stderr: '' });
    }
    // With a rate of 0 the test loss is that of the weights that it began with.
    const testLoss = (line: string | undefined) => line?.split(',')[2];
    expect(testLoss(rows('still')[1])).toBe(testLoss(rows('short')[6]));
    expect(rows('again')).toEqual(rows('still'));
    const config = JSON.parse(readFileSync(join(out('from'), 'config.json'), 'utf8'));
    expect(config.initFrom).toBe('../short');
    cpSync(out('from'), copy, { recursive: true });
    await resume(copy, { epochs: '3' });
    expect(timelessMetrics(copy, 'metrics.csv')).toHaveLength(4);
  });

  it.each([
    ['out/none', '3', '4', [], 2, 'The run folder must be one that adam-train made, got out/none'],
    [
      'out/short',
      '3',
      '5',
      [],
      2,
      '--init-from must be a run with the layers 3-5-1 relu, got out/short with 3-4-1',
    ],
    ['out/short', '3', '4', ['--activation', 'elu'], 2, 'with 3-4-1 relu; give the same --hidden and'],
    ['out/short', '4', '4', [], 3, '--init-from must be a run on the same features in the same order'],
    ['out/short', '3', '4', ['--folds', '2'], 2, '--folds would test weights on rows that --init-from'],
  ])(
    '%s for %s features and --hidden %s is refused: %j',
    async (from, features, hidden, more, code, sentence) => {
      const args = [
        '--samples',
        '60',
        '--features',
        features,
        '--hidden',
        hidden,
        '--init-from',
        from,
        ...more,
      ];
      const ended = await run(cwd, [...args, '--backend', 'wasm', '--quiet', '--name', 'refused']);
      expect(ended.code).toBe(code);
      expect(ended.stderr).toContain(sentence);
      expect(existsSync(out('refused'))).toBe(false);
    },
  );
});
