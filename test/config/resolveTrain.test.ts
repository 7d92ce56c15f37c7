import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { resolveTrainConfig } from '../../src/config/resolveTrain.js';
import { flatSettings } from '../../src/config/trainConfig.js';
import {
  type GivenTrainSettings,
  type TrainSettingName,
  trainSettings,
} from '../../src/config/trainSettings.js';
import { UsageError } from '../../src/errors.js';
import { trainConfig } from '../trainConfigs.js';

/** What the command line gives for these texts, by full names. */
function given(texts: Partial<Record<TrainSettingName, string>>): GivenTrainSettings {
  return Object.fromEntries(
    Object.entries(texts).map(([key, text]) => {
      const setting = trainSettings[key as TrainSettingName];
      return [key, { name: setting.flag, text, value: setting.range.read(text) }];
    }),
  );
}

const resolve = (texts: Partial<Record<TrainSettingName, string>>) => resolveTrainConfig(given(texts));

it('gives the reference job by default', () => {
  const { config, notes } = resolveTrainConfig({});
  expect(notes).toEqual([]);
  expect(config).toEqual({
    seed: 42,
    data: {
      source: 'generated',
      samples: 2000,
      features: 10,
      informative: 10,
      targets: 1,
      noise: 0.1,
      bias: 0,
      split: 'random',
      testSize: 0.2,
      standardizeTarget: false,
    },
    model: { hidden: [64, 64], activation: 'relu', loss: { name: 'mse' } },
    optimizer: {
      name: 'adam',
      learningRate: 0.001,
      beta1: 0.9,
      beta2: 0.999,
      epsilon: 1e-8,
      weightDecay: 0,
      decoupledWeightDecay: false,
      amsgrad: false,
      biasCorrection: true,
    },
    schedule: { name: 'constant', warmup: 0 },
    training: { epochs: 200, batchSize: 'full', minDelta: 0, dropout: 0, l1: 0 },
    engine: { backend: 'auto' },
    output: {
      out: 'out',
      name: undefined,
      force: false,
      yScale: 'auto',
      trace: false,
      json: false,
      quiet: false,
      verbose: false,
      noReport: false,
      show: false,
      live: false,
      noColor: false,
      noEnvironment: false,
    },
  });
});

it('takes a file to have a header and no missing cells, and standardizes its target, by default', () => {
  expect(trainConfig({ data: 'x.csv', target: 'y' }).data).toEqual({
    source: 'file',
    path: 'x.csv',
    target: 'y',
    noHeader: false,
    decimal: '.',
    noDefaultNa: false,
    missing: 'error',
    split: 'random',
    testSize: 0.2,
    standardizeTarget: true,
  });
});

describe('values outside their rule', () => {
  it.each<[TrainSettingName, string, string]>([
    ['samples', '0', '--samples must be a whole number >= 1, got 0; the default is 2000.'],
    ['samples', '1.5', '--samples must be a whole number >= 1, got 1.5; the default is 2000.'],
    ['samples', '1e3x', '--samples must be a whole number >= 1, got 1e3x; the default is 2000.'],
    [
      'informative',
      '0',
      '--informative must be a whole number >= 1, got 0; the default is 10, or all if there are fewer.',
    ],
    ['noise', '-1', '--noise must be a finite number >= 0, got -1; the default is 0.1.'],
    ['bias', 'Infinity', '--bias must be a finite number, got Infinity; the default is 0.'],
    ['bias', '1e999', '--bias must be a finite number, got 1e999; the default is 0.'],
    ['seed', '-1', '--seed must be a whole number from 0 to 4294967295, got -1; the default is 42.'],
    [
      'seed',
      '4294967296',
      '--seed must be a whole number from 0 to 4294967295, got 4294967296; the default is 42.',
    ],
    ['testSize', '0', '--test-size must be a number inside (0, 1), got 0; the default is 0.2.'],
    ['testSize', '1', '--test-size must be a number inside (0, 1), got 1; the default is 0.2.'],
    [
      'hidden',
      '64,',
      '--hidden must be whole numbers >= 1 with commas between them, got 64,; the default is 64,64.',
    ],
    [
      'activation',
      'swish',
      '--activation must be relu, tanh, sigmoid or elu, got swish; the default is relu.',
    ],
    ['batchSize', '0', '--batch-size must be a whole number >= 1, or full, got 0; the default is full.'],
    ['learningRate', '-0.1', '--lr must be a finite number >= 0, got -0.1; the default is 0.001.'],
    ['beta1', '1.2', '--beta1 must be in [0, 1), got 1.2; the default is 0.9.'],
    ['beta2', '1', '--beta2 must be in [0, 1), got 1; the default is 0.999.'],
    ['epsilon', '', '--eps must be a finite number >= 0, got an empty text; the default is 1e-8.'],
    ['backend', 'webgl', '--backend must be auto, wasm, cpu or tensorflow, got webgl; the default is auto.'],
    ['yScale', 'sqrt', '--y-scale must be auto, linear or log, got sqrt; the default is auto.'],
  ])('--%s %s', (key, text, message) => {
    expect(() => resolve({ [key]: text })).toThrow(new UsageError(message));
  });

  it.each([
    '../other',
    'a/b',
    'a\\b',
    '.',
    '..',
    '',
    '.hidden',
    'trailing.',
    'CON',
    'nul.txt',
    '日'.repeat(90),
    'nul\0',
    `a${'b'.repeat(200)}`,
  ])('--name %j could leave the folder or fail to be made', (name) => {
    expect(() => resolve({ name })).toThrow(UsageError);
  });

  it.each(['run-001', 'lr 0.1', 'große_ε', '日本', '3'])('--name %j is taken', (name) => {
    expect(resolve({ name }).config.output.name).toBe(name);
  });
});

describe('rules between values', () => {
  it.each([
    ['1', '0.2'],
    ['5', '0.9'],
    ['10', '0.91'],
  ])('%s rows at --test-size %s leave none to train on', (samples, testSize) => {
    expect(() => resolve({ samples, testSize })).toThrow(
      /--test-size must leave at least one row to train on/,
    );
  });

  it('takes two rows at any fraction that keeps one of each', () => {
    expect(resolve({ samples: '2', testSize: '0.5' }).config.data).toMatchObject({ samples: 2 });
  });

  it('follows the features where fewer than 10 are informative', () => {
    expect(resolve({ features: '4' })).toMatchObject({ config: { data: { informative: 4 } }, notes: [] });
  });

  it('clips --informative to --features and says so', () => {
    const { config, notes } = resolve({ features: '4', informative: '20' });
    expect(config.data).toMatchObject({ informative: 4 });
    expect(notes).toEqual(['--informative is 20, more than the 4 features; all of them are informative.']);
  });

  it('says that decoupled decay needs a decay', () => {
    expect(resolve({ decoupledWeightDecay: '' }).notes).toEqual([
      '--decoupled-weight-decay does nothing while --weight-decay is 0.',
    ]);
    expect(resolve({ decoupledWeightDecay: '', weightDecay: '0.1' }).notes).toEqual([]);
  });

  it('refuses what no memory would hold', () => {
    expect(() => resolve({ samples: '1000000000', features: '1000' })).toThrow(/at most 500,000,000 values/);
    expect(() => resolve({ hidden: '100000,100000' })).toThrow(/at most 100,000,000 parameters/);
    const data = { data: 'a.csv', target: 'y' };
    expect(() => resolve({ ...data, hidden: '100000,100000' })).toThrow(/parameters, got at least 10,000,/);
    for (const given of [{}, data]) {
      expect(() => resolve({ ...given, hidden: '1,'.repeat(2_000_000).slice(0, -1) })).toThrow(
        '--hidden must have at most 1,000 layers, got 2,000,000; use fewer.',
      );
      resolve({ ...given, hidden: '1,'.repeat(1000).slice(0, -1) });
    }
  });
});

describe('any text', () => {
  const numeric: TrainSettingName[] = [
    'samples',
    'noise',
    'bias',
    'seed',
    'testSize',
    'learningRate',
    'beta1',
    'epsilon',
    'epochs',
  ];

  it('is either refused in one sentence that names flag and value, or read as the number it says', () => {
    const text = fc.oneof(
      fc.string(),
      fc.double().map(String),
      fc.integer().map(String),
      fc.stringMatching(/^[-+.e0-9]{0,8}$/),
    );
    fc.assert(
      fc.property(fc.constantFrom(...numeric), text, (key, value) => {
        try {
          const { config } = resolve({ [key]: value });
          expect(flatSettings(config)[key]).toBe(Number(value));
        } catch (error) {
          expect(error).toBeInstanceOf(UsageError);
          const { message } = error as UsageError;
          expect(message).toContain(trainSettings[key].flag);
          const shown = /\p{Cc}/u.test(value) ? JSON.stringify(value) : value;
          // A count that fits its range but no memory is shown as a number: 5e8 as 500000000.
          expect([value === '' ? 'an empty text' : shown, String(Number(value))]).toSatisfy(
            (texts: string[]) => texts.some((text) => message.includes(text)),
          );
        }
      }),
      { seed: 1, numRuns: 1000 },
    );
  });

  it('resolves every valid set of values, within its ranges', () => {
    const valid = fc.record({
      samples: fc.integer({ min: 20, max: 5000 }),
      features: fc.integer({ min: 1, max: 50 }),
      informative: fc.integer({ min: 1, max: 60 }),
      testSize: fc.double({ min: 0.01, max: 0.9, noNaN: true }),
      beta1: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
      learningRate: fc.double({ min: 0, max: 10, noNaN: true }),
    });
    fc.assert(
      fc.property(valid, (values) => {
        const texts = Object.fromEntries(Object.entries(values).map(([key, value]) => [key, String(value)]));
        const { config } = resolve(texts);
        expect(flatSettings(config)).toMatchObject({
          ...values,
          informative: Math.min(values.informative, values.features),
        });
      }),
      { seed: 1, numRuns: 200 },
    );
  });
});

it('gives every flag and alias a name of its own', () => {
  const names = Object.values(trainSettings).flatMap(({ flag, aliases }) => [flag, ...aliases]);
  expect(new Set(names).size).toBe(names.length);
});

describe('--trace', () => {
  it.each(['adam', 'adamw'])('is there for %s, which has m and v', (optimizer) => {
    expect(resolve({ optimizer, trace: '' }).config.output.trace).toBe(true);
  });

  it.each(['nadam', 'adamax', 'sgd'])('is refused for %s, and says who has it', (optimizer) => {
    expect(() => resolve({ optimizer, trace: '' })).toThrow(
      new UsageError(
        `--trace is an option of adam, adamw, and the optimizer is ${optimizer}; leave it out, or choose one of them with --optimizer.`,
      ),
    );
  });

  it('that is off is no error, as in a config file for another optimizer', () => {
    const off = { trace: { name: 'trace', text: 'false', value: false } };
    expect(resolveTrainConfig({ ...given({ optimizer: 'sgd' }), ...off }).config.output.trace).toBe(false);
  });
});

it('standardizes the target of a file, and leaves that of generated rows, unless told otherwise', () => {
  const file = { data: 'x.csv', target: 'y' };
  const standardizes = (given: Parameters<typeof resolve>[0], asked?: boolean) => {
    const all = Object.entries(given).map(([key, text]) => [key, { name: key, text, value: text }]);
    const flag = { name: '--standardize-target', text: '', value: asked };
    return resolveTrainConfig({
      ...Object.fromEntries(all),
      ...(asked !== undefined && { standardizeTarget: flag }),
    }).config.data.standardizeTarget;
  };
  expect([standardizes(file), standardizes({})]).toEqual([true, false]);
  for (const asked of [true, false]) {
    expect([standardizes(file, asked), standardizes({}, asked)]).toEqual([asked, asked]);
  }
});
