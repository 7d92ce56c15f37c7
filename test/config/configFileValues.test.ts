import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withFileValues } from '../../src/config/configFileValues.js';
import { resolveTrainConfig } from '../../src/config/resolveTrain.js';
import { flatSettings } from '../../src/config/trainConfig.js';
import {
  type FlatSettings,
  type GivenTrainSettings,
  type TrainSettingName,
  trainSettings,
} from '../../src/config/trainSettings.js';
import { UsageError } from '../../src/errors.js';
import { trainConfig } from '../trainConfigs.js';

const flag = (key: TrainSettingName, value: unknown): GivenTrainSettings => ({
  [key]: { name: trainSettings[key].flag, text: String(value), value },
});

/** What a file's content resolves to beside flags, by flat names, and all that is said. */
function resolve(content: unknown, flags: GivenTrainSettings = {}) {
  const { given, notes } = withFileValues(flags, content, 'c.json');
  const resolved = resolveTrainConfig(given);
  return { config: flatSettings(resolved.config), notes: [...notes, ...resolved.notes] };
}

const defaults = flatSettings(trainConfig());

describe('a file', () => {
  it('sets what it names, and leaves the rest at the defaults', () => {
    const content = { learningRate: 0.01, hidden: [8], batchSize: 'full', amsgrad: true };
    expect(resolve(content)).toEqual({ config: { ...defaults, ...content }, notes: [] });
  });

  it('loses to flags', () => {
    const content = { learningRate: 0.01, amsgrad: true, epochs: 5 };
    const { config } = resolve(content, { ...flag('learningRate', 0.5), ...flag('amsgrad', false) });
    expect(config).toMatchObject({ learningRate: 0.5, amsgrad: false, epochs: 5 });
  });

  it('takes null for no key', () => {
    const nothing = Object.fromEntries(Object.keys(trainSettings).map((key) => [key, null]));
    expect(resolve(nothing)).toEqual({ config: defaults, notes: [] });
  });

  it('takes every setting that a run writes', () => {
    const file = JSON.parse(JSON.stringify({ ...defaults, $schema: 'x', environment: { node: 'v22' } }));
    expect(resolve(file)).toEqual({ config: defaults, notes: [] });
  });
});

describe('a wrong file', () => {
  it.each<[unknown, string]>([
    [
      [1, [2], {}],
      'c.json must hold a JSON object, got [1, […], {…}]; write {"learningRate": 0.01} and the like.',
    ],
    [null, 'c.json must hold a JSON object, got null; write {"learningRate": 0.01} and the like.'],
    [
      { learningRate: 'abc' },
      'learningRate in c.json must be a finite number >= 0, got "abc"; the default is 0.001; nadam and adamax 0.002; rmsprop and adagrad 0.01; adadelta 1; lion 0.0001.',
    ],
    [
      { learningRate: '0.1' },
      'learningRate in c.json must be a finite number >= 0, got "0.1"; the default is 0.001; nadam and adamax 0.002; rmsprop and adagrad 0.01; adadelta 1; lion 0.0001.',
    ],
    [{ noise: Infinity }, 'noise in c.json must be a finite number >= 0, got Infinity; the default is 0.1.'],
    [
      { hidden: '64,64' },
      'hidden in c.json must be a list of whole numbers >= 1, got "64,64"; the default is [64,64].',
    ],
    [
      { hidden: [] },
      'hidden in c.json must be a list of whole numbers >= 1, got []; the default is [64,64].',
    ],
    [{ amsgrad: 'yes' }, 'amsgrad in c.json must be true or false, got "yes"; the default is false.'],
    [
      { batchSize: 0 },
      'batchSize in c.json must be a whole number >= 1, or "full", got 0; the default is "full".',
    ],
    [{ patience: {} }, 'patience in c.json must be a whole number >= 1, got {…}; the default is none.'],
    [
      { testSize: 0.9, samples: 5 },
      'testSize in c.json must leave at least one row to train on and one to test on, got 0.9 of 5 rows; lower testSize in c.json or raise samples in c.json.',
    ],
    [
      { samples: 1 },
      '--test-size must leave at least one row to train on and one to test on, got 0.2 of 1 row; lower --test-size or raise samples in c.json.',
    ],
    [
      { samples: 1e9 },
      'samples in c.json times --features must be at most 500,000,000 values, got 1000000000 times 10; lower one of them.',
    ],
    [
      { target: 'y' },
      'target in c.json is about a file of data; name one with --data, or leave target in c.json out.',
    ],
    [{ data: 'x.csv' }, 'data in c.json needs --target, the column to predict; add --target COLUMN.'],
    [
      { data: 'x.csv', target: 'y', noise: 1 },
      'noise in c.json is about generated rows, and data in c.json gives them; leave one of the two out.',
    ],
    [
      { data: 'x.csv', target: 'y', columns: ['a'], ignoreColumns: ['b'] },
      'columns in c.json and ignoreColumns in c.json both choose columns; give one of them.',
    ],
  ])('%j', (content, message) => {
    expect(() => resolve(content)).toThrow(new UsageError(message));
  });

  it('is refused also where a flag or its data make a value useless', () => {
    expect(() => resolve({ learningRate: 'abc' }, flag('learningRate', 1))).toThrow(
      /^learningRate in c.json/,
    );
    const file = { ...flag('data', 'x.csv'), ...flag('target', 'y') };
    expect(() => resolve({ samples: 'abc' }, file)).toThrow(/^samples in c.json/);
  });

  it.each<[string, string]>([
    ['lr', 'did you mean learningRate?'],
    ['learning_rate', 'did you mean learningRate?'],
    ['LearningRate', 'did you mean learningRate?'],
    ['--batch-size', 'did you mean batchSize?'],
    ['n_samples', 'did you mean samples?'],
    ['random_state', 'did you mean seed?'],
    ['epoch', 'did you mean epochs?'],
    ['weightDecya', 'did you mean weightDecay?'],
    ['betas', 'did you mean beta1 and beta2?'],
    ['constructor', 'adam-train --print-config shows them all.'],
    ['', 'adam-train --print-config shows them all.'],
  ])('key %j', (key, cure) => {
    expect(() => resolve({ [key]: 1 })).toThrow(
      new UsageError(`Keys in c.json must be names of settings, got ${JSON.stringify(key)}; ${cure}`),
    );
  });

  it('is told in one short line, whatever the key', () => {
    expect(() => resolve({ ['\u2028\n\u0085']: 1 })).toThrow('got "\\u2028\\n\\u0085";');
    expect(() => resolve({ ['k'.repeat(1000)]: 1 })).toThrow(`got "${'k'.repeat(58)}…;`);
  });

  it('is no way to a prototype', () => {
    expect(() => resolve(JSON.parse('{"__proto__": {"learningRate": 1}}'))).toThrow(/got "__proto__"/);
  });
});

describe('what a flag makes useless in a file is left out with a note', () => {
  it('the generator beside --data', () => {
    const file = { ...flag('data', 'x.csv'), ...flag('target', 'y') };
    const { config, notes } = resolve({ samples: 50, noise: 3, epochs: 7 }, file);
    expect(config).toMatchObject({ epochs: 7, data: 'x.csv' });
    expect(config).not.toHaveProperty('samples');
    expect(config).not.toHaveProperty('noise');
    expect(notes).toEqual(['samples, noise in c.json are left out, because --data gives the rows.']);
  });

  it("nor is a generated run's default of the target's scale kept beside --data, and a file's own is", () => {
    const file = { ...flag('data', 'x.csv'), ...flag('target', 'y') };
    const scale = (...args: Parameters<typeof resolve>) => resolve(...args).config.standardizeTarget;
    expect(scale({ standardizeTarget: false }, file)).toBe(true);
    expect(scale({ data: 'x.csv', target: 'y', standardizeTarget: false })).toBe(false);
    expect(scale({ data: 'x.csv', target: 'y', standardizeTarget: false }, file)).toBe(false);
    expect(scale({ data: 'x.csv', target: 'y' })).toBe(true);
  });

  it.each([
    ['columns', 'ignoreColumns'],
    ['ignoreColumns', 'columns'],
  ] as const)('by %s', (given, useless) => {
    const content = { data: 'x.csv', target: 'y', [useless]: ['a'] };
    const { config, notes } = resolve(content, flag(given, ['b']));
    expect(config).toMatchObject({ [given]: ['b'], [useless]: undefined });
    expect(notes).toEqual([
      `${useless} in c.json is left out, because ${trainSettings[given].flag} chooses the columns.`,
    ]);
  });

  it('but not data, which a flag of the generator contradicts', () => {
    expect(() => resolve({ data: 'x.csv', target: 'y' }, flag('samples', 5))).toThrow(
      '--samples is about generated rows, and data in c.json gives them; leave one of the two out.',
    );
  });
});

describe("a run's name", () => {
  it('is taken from a file that someone wrote', () => {
    expect(resolve({ name: 'mine', force: true })).toMatchObject({
      config: { name: 'mine', force: true },
      notes: [],
    });
  });

  it("is left in a run's own config.json with what shows that run, where it was asked for", () => {
    const asked = resolve({ name: 'run-001', show: false, live: true, environment: {} });
    expect(asked.config).toMatchObject({ show: false, live: false });
    expect(asked.notes).toEqual(["name, live in c.json are left out, because the file is another run's."]);
  });

  it("is left in a run's own config.json, and with it --force", () => {
    const content = { name: 'run-001', force: true, environment: {} };
    const { config, notes } = resolve(content);
    expect(config).toMatchObject({ name: undefined, force: false });
    expect(notes).toEqual(["name, force in c.json are left out, because the file is another run's."]);
    expect(resolve(content, flag('name', 'new')).config).toMatchObject({ name: 'new', force: false });
  });
});

it('names the file in notes about values', () => {
  expect(
    resolve({ features: 2, informative: 5, decoupledWeightDecay: true, minDelta: 1, force: true }).notes,
  ).toEqual([
    'informative in c.json is 5, more than the 2 features; all of them are informative.',
    'decoupledWeightDecay in c.json does nothing while --weight-decay is 0.',
    'minDelta in c.json does nothing without --patience.',
    'force in c.json does nothing without --name.',
  ]);
});

describe('any JSON', () => {
  const key = fc.oneof(fc.constantFrom(...Object.keys(trainSettings)), fc.string({ unit: 'binary' }));
  const settings = fc.dictionary(
    fc.constantFrom(...Object.keys(trainSettings)),
    fc.oneof(fc.constantFrom<unknown>(null, true, 1, 0.5, 'full', 'auto', [3]), fc.jsonValue()),
    { maxKeys: 4 },
  );
  const content = fc.oneof(
    settings,
    fc.dictionary(key, fc.jsonValue({ stringUnit: 'binary' })),
    fc.jsonValue(),
  );

  it('gives settings within their rules, or one line that says what is wrong', () => {
    let taken = 0;
    fc.assert(
      fc.property(content, fc.string({ unit: 'binary', minLength: 1 }), (value, path) => {
        try {
          const { given } = withFileValues({}, value, path);
          const config = flatSettings(resolveTrainConfig(given).config);
          for (const [name, { range }] of Object.entries(trainSettings)) {
            const setting = config[name as TrainSettingName];
            expect(setting === undefined || range.holds(setting)).toBe(true);
          }
          taken++;
        } catch (error) {
          expect(error).toBeInstanceOf(UsageError);
          expect((error as Error).message).toMatch(/^[^\p{Cc}\p{Zl}\p{Zp}]+[.?]$/u);
        }
      }),
      { seed: 1, numRuns: 2000 },
    );
    expect(taken).toBeGreaterThan(100);
  });

  it('also where it is nested deeply', () => {
    const deep = JSON.parse(`${'['.repeat(50_000)}${']'.repeat(50_000)}`);
    expect(() => resolve(deep)).toThrow(UsageError);
    expect(() => resolve({ hidden: deep })).toThrow(/got \[\[…\]\]/);
  });
});

describe("another run's config.json beside flags", () => {
  const asFile = (changes: Partial<FlatSettings>) =>
    JSON.parse(JSON.stringify({ ...flatSettings(trainConfig(changes)), environment: {} })) as object;
  const flag = (name: string, value: unknown) => ({ name, text: String(value), value });

  it('brings no defaults of another optimizer', () => {
    const { given } = withFileValues(
      { optimizer: flag('--optimizer', 'adamw') },
      asFile({ beta1: 0.5 }),
      'c.json',
    );
    const resolved = flatSettings(resolveTrainConfig(given).config);
    expect(resolved).toMatchObject({ optimizer: 'adamw', weightDecay: 0.01, beta1: 0.5 });
  });

  it('brings no length of a schedule for other epochs, unless it was chosen', () => {
    const file = (scheduleTMax: number) => asFile({ schedule: 'cosine', scheduleTMax, scheduleMinLr: 0 });
    const lengthOf = (scheduleTMax: number) => {
      const { given } = withFileValues({ epochs: flag('--epochs', 300) }, file(scheduleTMax), 'c.json');
      return flatSettings(resolveTrainConfig(given).config).scheduleTMax;
    };
    expect(lengthOf(200)).toBe(300); // the file's 200 epochs
    expect(lengthOf(50)).toBe(50);
  });
});
