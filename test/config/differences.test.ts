import { expect, it } from 'vitest';
import {
  changedFromDefaults,
  dataPhrase,
  differingSettings,
  settingPhrase,
  settingText,
} from '../../src/config/differences.js';
import type { FlatSettings } from '../../src/config/trainSettings.js';
import { trainConfig } from '../trainConfigs.js';

const file = { data: 'some/where/cars.csv', target: ['mpg'] };

it.each<[Partial<FlatSettings>, Record<string, unknown>]>([
  [{}, {}],
  [{ learningRate: 0.001, hidden: [64, 64] }, {}],
  [
    { learningRate: 0.01, hidden: [8] },
    { hidden: [8], learningRate: 0.01 },
  ],
  // Nadam's own rate is 0.002, and a file's target is standardized.
  [
    { optimizer: 'nadam', ...file },
    { ...file, optimizer: 'nadam' },
  ],
  [
    { optimizer: 'nadam', learningRate: 0.001 },
    { optimizer: 'nadam', learningRate: 0.001 },
  ],
  [
    { ...file, standardizeTarget: false },
    { ...file, standardizeTarget: false },
  ],
  // The length of a schedule goes by the epochs.
  [
    { epochs: 50, schedule: 'cosine' },
    { epochs: 50, schedule: 'cosine' },
  ],
  [
    { schedule: 'multistep', scheduleMilestones: [3, 5] },
    { schedule: 'multistep', scheduleMilestones: [3, 5] },
  ],
  [{ features: 3 }, { features: 3 }],
  [{ out: 'elsewhere', name: 'x', quiet: true, backend: 'cpu', checkpointEvery: 3 }, {}],
])('%j changes %j', (given, changed) => {
  expect(changedFromDefaults(trainConfig(given))).toEqual(changed);
});

it.each<[Partial<FlatSettings>, Partial<FlatSettings>, string[]]>([
  [{}, {}, []],
  [{}, { learningRate: 0.01 }, ['learningRate']],
  // Of what one optimizer alone has, what was chosen.
  [{}, { optimizer: 'sgd', learningRate: 0.001 }, ['optimizer']],
  [{}, { optimizer: 'sgd', learningRate: 0.1, momentum: 0.9 }, ['optimizer', 'learningRate', 'momentum']],
  [{}, { patience: 10 }, ['patience']],
  [{ loss: 'huber' }, {}, ['loss']],
  [{ backend: 'cpu', out: 'a' }, {}, []],
])('%j and %j differ in %j', (one, other, keys) => {
  expect(differingSettings([one, other].map(trainConfig))).toEqual(keys);
});

it('says them as their flags do', () => {
  expect(settingPhrase('learningRate', 0.01)).toBe('lr 0.01');
  expect(settingPhrase('hidden', [64, 32])).toBe('hidden 64,32');
  expect(settingPhrase('amsgrad', true)).toBe('amsgrad');
  expect(settingPhrase('amsgrad', false)).toBe('no amsgrad');
  expect(settingPhrase('biasCorrection', false)).toBe('no-bias-correction');
  expect(settingPhrase('biasCorrection', true)).toBe('bias-correction');
  expect(settingPhrase('patience', null)).toBe('no patience');
  expect(settingPhrase('decimal', ',')).toBe('decimal ","');
  expect(settingPhrase('data', null)).toBe('generated data');
  expect(settingText('biasCorrection', false)).toBe('yes');
  expect(settingText('noHeader', true)).toBe('yes');
  expect(settingText('target', ['a\u001b[31m'])).toBe('"a\\u001b[31m"');
});

it('names the data', () => {
  expect(dataPhrase(trainConfig())).toBe('2,000 × 10');
  expect(dataPhrase(trainConfig(file))).toBe('cars.csv → mpg');
  expect(dataPhrase(trainConfig({ ...file, target: ['a', 'b', 'c'] }))).toBe('cars.csv → a and 2 more');
});
